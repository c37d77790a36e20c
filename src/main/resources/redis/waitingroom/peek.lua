-- Whether the room is in Redis, and whether it has numbers left to give.
local epoch, issued, bound = unpack(redis.call('HMGET', KEYS[1], 'epoch', 'issued', 'bound'))
return {epoch and 1 or 0, epoch and tonumber(issued) < tonumber(bound) and 1 or 0}
