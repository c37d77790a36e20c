-- Calls in whoever's turn it is and tells the state of the room: last number issued, last number called, how many of those
-- waiting, inside and called in during the last minute; admissions over how many ms, for the rate; 1 when there is more to do;
-- for cycles the turn before their first, and ms since they began; among how many was drawn (-1 before, -2 in a room without a
-- draw), and how many are to be drawn (-1 before the opening).
local more = call_in()
local bucket = math.floor(now / BUCKET_MS)
local minute, all, first = 0, 0, bucket
local counts = redis.call('HGETALL', admitted)
for i = 1, #counts, 2 do
    local at, count = tonumber(counts[i]), tonumber(counts[i + 1])
    if at > bucket - BUCKETS then
        all = all + count
        first = math.min(first, at)
    end
    if (bucket - at) * BUCKET_MS < 60000 then
        minute = minute + count
    end
end
local issued = counter('issued')
local waiting = issued - serving - gone('ZCARD') + redis.call('ZCARD', returned)
return {issued, serving, waiting, occupied(), minute, all, now - first * BUCKET_MS, more and 1 or 0,
    counter('base'), now - counter('opening'), drawn or -2,
    tonumber(redis.call('HGET', counters, 'frozen') or -1)}
