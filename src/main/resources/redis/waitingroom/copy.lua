-- What PostgreSQL keeps of the room in case Redis loses it (W13): issued, serving, and the rest as a text that only restore.lua
-- reads, without those called and inside, whom members.lua tells piece by piece; before the text the epoch, and the last number
-- that the last restore skipped. Empty when another instance has copied it just now.
local COPY_EVERY_MS = 900
local MOST_LEFT = 5000
if now < counter('copied') + COPY_EVERY_MS then
    return {}
end
redis.call('HSET', counters, 'copied', now)
local function members(key)
    return redis.call('ZRANGE', key, 0, MOST_LEFT - 1, 'WITHSCORES')
end
local kept = {}
for _, name in ipairs({'paced', 'base', 'opening', 'size', 'length'}) do
    kept[name] = redis.call('HGET', counters, name) or nil
end
local room = {counters = kept, left = members(left), returned = members(returned)}
return {tostring(counter('issued')), tostring(counter('serving')), epoch, tostring(counter('fence')), cjson.encode(room)}
