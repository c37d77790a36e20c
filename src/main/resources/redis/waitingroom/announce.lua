-- Lets the room wait for its draw (W15), unless somebody is known to have a number by now. Numbers that may have been given just before
-- a loss take part.
local counters, left, unseen = KEYS[1], KEYS[4], KEYS[8]
local issued, serving, fence, given, drawn =
    unpack(redis.call('HMGET', counters, 'issued', 'serving', 'fence', 'given', 'drawn'))
if drawn or serving ~= '0' or tonumber(issued) > tonumber(fence) or (fence ~= '0' and given ~= '0') then
    return {0}
end
for _, turns in ipairs({left, unseen}) do
    for _, number in ipairs(redis.call('ZRANGE', turns, 0, -1)) do
        redis.call('ZREM', turns, number)
        redis.call('ZADD', turns, -number, -number)
    end
end
redis.call('HSET', counters, 'drawn', -1)
return {1}
