-- Forgets a room that has gone back to an earlier state, as with a replica that took over, so that it is restored (W13). Neither the
-- last number given nor the last turn called ever falls otherwise. ARGV: what both were before this was asked.
local issued, serving = unpack(redis.call('HMGET', KEYS[1], 'issued', 'serving'))
if tonumber(issued or 0) < tonumber(ARGV[1]) or tonumber(serving or 0) < tonumber(ARGV[2]) then
    redis.call('HDEL', KEYS[1], 'epoch')
end
return {1}
