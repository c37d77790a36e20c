-- Forgets a room that has gone back to an earlier state, as with a replica that took over, so that it is restored (W13).
if tonumber(redis.call('HGET', KEYS[1], 'issued') or 0) < tonumber(ARGV[1]) then
    redis.call('HDEL', KEYS[1], 'epoch')
end
return {1}
