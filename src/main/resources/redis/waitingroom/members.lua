-- A piece of those called or inside, with the ends of their times: first the cursor of the next piece, '0' after the last. Twenty
-- thousand at once would keep Redis from everybody else for 30 ms.
-- ARGV: which of the room's keys, and the cursor, '0' for the first piece.
local PIECE = 500
local cursor, members = unpack(redis.call('ZSCAN', KEYS[tonumber(ARGV[1])], ARGV[2], 'COUNT', PIECE))
table.insert(members, 1, cursor)
return members
