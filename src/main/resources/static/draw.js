// The draw of docs/draw.md for browsers, from nothing but the figures a room publishes. WebCrypto wants HTTPS or localhost.
const ROUNDS = 10;
const LABEL = new TextEncoder().encode('frontrow-draw-1');

const bytes = hex => Uint8Array.from(hex.match(/../g), pair => parseInt(pair, 16));
const hex = buffer => Array.from(new Uint8Array(buffer), byte => byte.toString(16).padStart(2, '0')).join('');

/** Whether the seed (hex) is the one that was committed to before. */
export async function isCommitted(commitment, seed) {
  return hex(await crypto.subtle.digest('SHA-256', bytes(seed))) === commitment.toLowerCase();
}

/** The rank of a participation number; whoever came after the draw keeps the number. */
export async function rank(seed, participants, number) {
  if (number > participants) return number;
  const key = await crypto.subtle.importKey('raw', bytes(seed), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  let half = 4;
  while (4 ** half < participants) half++;
  const mask = 2 ** half - 1;
  let x = number - 1;
  do {
    let [left, right] = [x >>> half, x & mask];
    for (let round = 0; round < ROUNDS; round++) {
      const text = new DataView(new ArrayBuffer(LABEL.length + 13));
      new Uint8Array(text.buffer).set(LABEL);
      text.setBigUint64(LABEL.length, BigInt(participants));
      text.setUint8(LABEL.length + 8, round);
      text.setUint32(LABEL.length + 9, right);
      const mac = new DataView(await crypto.subtle.sign('HMAC', key, text));
      [left, right] = [right, left ^ (mac.getUint32(0) & mask)];
    }
    x = left * 2 ** half + right;
  } while (x >= participants);
  return x + 1;
}
