-- Puts the room into the order drawn, in pieces (W15): 1 when there are more of those who left or were lost before, 2 when it is
-- done by this run, 0 when it was done already.
local PIECE = 100
local counters, left, draw, unseen = KEYS[1], KEYS[4], KEYS[7], KEYS[8]
local participants = tonumber(ARGV[1])
if redis.call('HGET', counters, 'drawn') ~= '-1' then
    return {0}
end
redis.call('SET', draw, ARGV[2])
for _, turns in ipairs({left, unseen}) do
    local early = redis.call('ZRANGEBYSCORE', turns, '-inf', '(0', 'LIMIT', 0, PIECE)
    for _, number in ipairs(early) do
        local turn = turn_of(-tonumber(number), participants, draw)
        redis.call('ZREM', turns, number)
        redis.call('ZADD', turns, turn, turn)
    end
    if #early == PIECE then
        return {1}
    end
end
redis.call('HSET', counters, 'drawn', participants)
return {2}
