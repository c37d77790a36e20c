-- Fills the keys of a new room, or of one that Redis has lost, unless that is done already. The numbers between the copy and
-- the bound may have been given in the copy's last second: each waits as long as its owner may take to show, then it is passed over.
-- Whether and among how many was drawn is known to PostgreSQL, whatever the copy was made before.
local LONGEST_POLL_MS = 32000 -- the longest pollAfter, and the way there
local POLL_BEFORE_DRAW_MS = 2000 -- who joined just before the opening is told to ask a second later; others ask before it
local counters, called, inside, left, returned, draw, unseen =
    KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[7], KEYS[8]
local epoch, issued, serving, fence, bound = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5]
if redis.call('HEXISTS', counters, 'epoch') == 1 then
    return {0}
end
local room = cjson.decode(ARGV[6])
local drawn = tonumber(ARGV[7])
if drawn == -1 and serving > 0 then
    drawn = nil -- announced, and then people were called in without it
end
-- Those called after the copy began are still to come, though they may stand in one of its later pieces.
local function fill(key, members)
    for i = 1, #(members or {}), 2 do
        if tonumber(members[i]) <= serving then
            redis.call('ZADD', key, members[i + 1], members[i])
        end
    end
end
redis.call('DEL', called, inside, left, returned, draw, unseen)
if drawn and drawn >= 0 then
    redis.call('SET', draw, ARGV[8])
end
fill(returned, room.returned)
fill(called, room.called)
fill(inside, room.inside)
-- Of those who moved on while the pieces were read, the last place counts.
for i = 1, #(room.called or {}), 2 do
    redis.call('ZREM', returned, room.called[i])
end
for i = 1, #(room.inside or {}), 2 do
    redis.call('ZREM', returned, room.inside[i])
    redis.call('ZREM', called, room.inside[i])
end
local function fill_turns(key, members)
    for i = 1, #(members or {}), 2 do
        local turn = tonumber(members[i])
        if turn < 0 then
            turn = turn_of(-turn, drawn, draw)
        end
        redis.call('ZADD', key, turn, turn)
    end
end
fill_turns(left, room.left)
fill_turns(room.patient and unseen or left, room.unseen)
for number = issued + 1, fence do
    local turn = turn_of(number, drawn, draw)
    redis.call('ZADD', unseen, turn, turn)
end
redis.call('HDEL', counters, 'drawn', 'frozen')
if drawn then
    redis.call('HSET', counters, 'drawn', drawn)
end
for name, value in pairs(room.counters or {}) do
    redis.call('HSET', counters, name, value)
end
local given = (room.counters or {}).given or issued
redis.call('HSET', counters, 'epoch', epoch, 'given', given, 'issued', fence, 'serving', serving, 'resumed', serving, 'fence', fence,
    'bound', bound, 'patient', now + (drawn == -1 and POLL_BEFORE_DRAW_MS or LONGEST_POLL_MS))
return {1}
