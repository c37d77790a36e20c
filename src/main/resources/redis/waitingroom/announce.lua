-- Lets the room wait for its draw (W15), unless somebody has a number already.
local counters = KEYS[1]
local issued, drawn = unpack(redis.call('HMGET', counters, 'issued', 'drawn'))
if issued == '0' and not drawn then
    redis.call('HSET', counters, 'drawn', -1)
end
return {1}
