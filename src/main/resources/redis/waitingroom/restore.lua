-- Fills the keys of a new room, or of one that Redis has lost, unless that is done already. The numbers between the copy and
-- the bound may have been given in the copy's last second: each counts as given back until its token shows.
local counters, called, inside, left, returned = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local epoch, issued, serving, fence, bound = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5]
if redis.call('HEXISTS', counters, 'epoch') == 1 then
    return {0}
end
local room = cjson.decode(ARGV[6])
local function fill(key, members)
    for i = 1, #(members or {}), 2 do
        redis.call('ZADD', key, members[i + 1], members[i])
    end
end
redis.call('DEL', called, inside, left, returned)
fill(called, room.called)
fill(inside, room.inside)
fill(left, room.left)
fill(returned, room.returned)
for number = issued + 1, fence do
    redis.call('ZADD', left, number, number)
end
for name, value in pairs(room.counters or {}) do
    redis.call('HSET', counters, name, value)
end
redis.call('HSET', counters, 'epoch', epoch, 'issued', fence, 'serving', serving, 'resumed', serving, 'fence', fence,
    'bound', bound, 'gap', issued)
return {1}
