-- Whether the room has numbers left to give.
local issued, bound = unpack(redis.call('HMGET', KEYS[1], 'issued', 'bound'))
return {issued and bound and tonumber(issued) < tonumber(bound) and 1 or 0}
