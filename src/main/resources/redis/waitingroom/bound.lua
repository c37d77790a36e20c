-- Lets numbers be given up to the bound that PostgreSQL knows of.
if redis.call('HGET', KEYS[1], 'epoch') == ARGV[1] and tonumber(redis.call('HGET', KEYS[1], 'bound')) < tonumber(ARGV[2]) then
    redis.call('HSET', KEYS[1], 'bound', ARGV[2])
end
return {1}
