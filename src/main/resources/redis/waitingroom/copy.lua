-- What PostgreSQL keeps of the room in case Redis loses it (W13): issued, serving, and the rest as a text that only restore.lua
-- reads, without those called and inside, whom members.lua tells piece by piece; before the text the epoch, and the last number
-- that the last restore skipped. Empty when the last copy is young enough.
local COPY_EVERY_MS = 900
local MEMBERS_A_MS = 5 -- called or inside: a copy of 20,000 takes Redis 30 ms, and is made every four seconds
local MOST_LEFT = 5000
local members = redis.call('ZCARD', called) + redis.call('ZCARD', inside)
if now < counter('copied') + math.max(COPY_EVERY_MS, members / MEMBERS_A_MS) then
    return {}
end
redis.call('HSET', counters, 'copied', now)
local function first_of(key)
    return redis.call('ZRANGE', key, 0, MOST_LEFT - 1, 'WITHSCORES')
end
local kept = {}
for _, name in ipairs({'paced', 'base', 'opening', 'size', 'length'}) do
    kept[name] = redis.call('HGET', counters, name) or nil
end
if tonumber(first) <= fence then
    kept.given = redis.call('HGET', counters, 'given') or nil -- none since the last loss
end
local room = {
    counters = kept, left = first_of(left), returned = first_of(returned),
    unseen = first_of(unseen), patient = patient
}
return {tostring(counter('issued')), tostring(serving), epoch, tostring(fence), cjson.encode(room)}
