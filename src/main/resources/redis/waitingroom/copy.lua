-- What PostgreSQL keeps of the room in case Redis loses it (W13): issued, serving, and the rest as a text that only
-- restore.lua reads. Empty when another instance has copied it just now.
local COPY_EVERY_MS = 900
local MOST_INSIDE = 20000
local MOST_LEFT = 5000
if now < counter('copied') + COPY_EVERY_MS then
    return {}
end
redis.call('HSET', counters, 'copied', now)
local function members(key, most)
    return redis.call('ZRANGE', key, 0, most - 1, 'WITHSCORES')
end
local kept = {}
for _, name in ipairs({'paced', 'base', 'opening', 'size', 'length'}) do
    kept[name] = redis.call('HGET', counters, name) or nil
end
local room = {counters = kept, called = members(called, MOST_INSIDE), inside = members(inside, MOST_INSIDE),
    left = members(left, MOST_LEFT), returned = members(returned, MOST_LEFT)}
return {tostring(counter('issued')), tostring(counter('serving')), cjson.encode(room)}
