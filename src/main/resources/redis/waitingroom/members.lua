-- A piece of those called or inside, with the ends of their times. Twenty thousand at once would keep Redis from everybody else for
-- 30 ms. Before them the room's epoch, by which to see that Redis has not lost it since the last piece, and the cursor of the next
-- piece, '0' after the last.
-- ARGV: which of the room's keys, and the cursor, '0' for the first piece.
local PIECE = 500
local cursor, members = unpack(redis.call('ZSCAN', KEYS[tonumber(ARGV[1])], ARGV[2], 'COUNT', PIECE))
table.insert(members, 1, cursor)
table.insert(members, 1, redis.call('HGET', KEYS[1], 'epoch') or '')
return members
