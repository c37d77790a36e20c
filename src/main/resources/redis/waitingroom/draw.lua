-- Puts the room into the order drawn, in pieces (W15): 1 when there are more of those who left before, 2 when it is done by this
-- run, 0 when it was done already.
local PIECE = 100
local counters, left, draw = KEYS[1], KEYS[4], KEYS[7]
local participants = tonumber(ARGV[1])
if redis.call('HGET', counters, 'drawn') ~= '-1' then
    return {0}
end
redis.call('SET', draw, ARGV[2])
local early = redis.call('ZRANGEBYSCORE', left, '-inf', '(0', 'LIMIT', 0, PIECE)
for _, number in ipairs(early) do
    local turn = turn_of(-tonumber(number), participants, draw)
    redis.call('ZREM', left, number)
    redis.call('ZADD', left, turn, turn)
end
if #early == PIECE then
    return {1}
end
redis.call('HSET', counters, 'drawn', participants)
return {2}
