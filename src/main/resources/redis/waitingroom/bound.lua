-- Lets numbers be given up to the bound that PostgreSQL knows of.
local bound = redis.call('HGET', KEYS[1], 'bound')
if bound and tonumber(bound) < tonumber(ARGV[1]) then
    redis.call('HSET', KEYS[1], 'bound', ARGV[1])
end
return {1}
