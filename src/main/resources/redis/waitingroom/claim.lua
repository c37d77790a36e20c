-- Whether the asking instance is to restore the room: 1; 0 when it is there, 2 when another instance is about to.
local PATIENCE_MS = 1000
local epoch, claimed = unpack(redis.call('HMGET', KEYS[1], 'epoch', 'claimed'))
if epoch then
    return {0}
end
if claimed and now < claimed + PATIENCE_MS then
    return {2}
end
redis.call('HSET', KEYS[1], 'claimed', now)
return {1}
