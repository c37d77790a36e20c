#!/usr/bin/env python3
"""draw-check.py <commitment> <seed> <participants> <number>: checks the seed and tells the number's rank (draw.md)."""
import hashlib, hmac, sys

commitment, seed, n, number = sys.argv[1].lower(), bytes.fromhex(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
if hashlib.sha256(seed).hexdigest() != commitment:
    sys.exit("This is not the seed that was committed to.")
if not 1 <= number <= n:
    sys.exit("Not one of the numbers drawn; a later number is its own rank.")
h, x = next(h for h in range(4, 16) if 4**h >= n), number - 1
while True:
    left, right = x >> h, x % 2**h
    for i in range(10):
        text = b"frontrow-draw-1" + n.to_bytes(8, "big") + bytes([i]) + right.to_bytes(4, "big")
        left, right = right, left ^ int.from_bytes(hmac.digest(seed, text, "sha256")[:4], "big") % 2**h
    x = left << h | right
    if x < n:
        break
print(x + 1)
