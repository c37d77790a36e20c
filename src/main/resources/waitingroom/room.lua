-- What every script of a room begins with: its keys, its rules and the words the scripts are written in.
-- All times are Redis's own, in ms, so that instances whose clocks differ agree; what is told outside is a duration.

local counters = KEYS[1] -- hash: issued, serving, paced
local called = KEYS[2] -- number -> end of the grace; their turn has come, they have not shown up yet
local inside = KEYS[3] -- number -> end of the session
local left = KEYS[4] -- numbers given back ahead of their turn, dropped once called
local admitted = KEYS[5] -- hash: time bucket -> how many were called in
local user = KEYS[6] -- the caller's number; lives as long as the queue token

local capacity = tonumber(ARGV[1]) -- 0 while paused
local per_minute = tonumber(ARGV[2]) -- 0 for no limit
local session = tonumber(ARGV[3])
local grace = tonumber(ARGV[4])
local token_life = tonumber(ARGV[5])

local PIECE = 500 -- the most numbers one run touches; Redis serves nobody else meanwhile
local SAVED_UP_MS = 1000 -- admissions not used are lost after this
local BUCKET_MS = 10000
local BUCKETS = 30

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local function counter(name)
    return tonumber(redis.call('HGET', counters, name) or 0)
end

local function deadline(number)
    return tonumber(redis.call('ZSCORE', inside, number) or redis.call('ZSCORE', called, number) or 0)
end

local function occupied()
    return redis.call('ZCOUNT', inside, '(' .. now, '+inf') + redis.call('ZCOUNT', called, '(' .. now, '+inf')
end

-- {number, position, ms left inside, ms the place lives}: who neither waits (position 0) nor is inside (0 ms) has no
-- place any more, and so has everybody whose number is not the account's current one.
local function place(number)
    if not number or redis.call('GET', user) ~= number then
        return {tonumber(number or 0), 0, 0, 0}
    end
    local life = redis.call('PTTL', user)
    local serving = counter('serving')
    if tonumber(number) > serving then
        local gone = redis.call('ZCOUNT', left, '(' .. serving, '(' .. number)
        return {tonumber(number), number - serving - gone, 0, life}
    end
    return {tonumber(number), 0, math.max(deadline(number) - now, 0), life}
end

local function has_ended(where)
    return where[2] == 0 and where[3] == 0
end

local function drop_the_late(from)
    local late = redis.call('ZRANGEBYSCORE', from, '-inf', now, 'LIMIT', 0, PIECE)
    if #late > 0 then
        redis.call('ZREM', from, unpack(late))
    end
end

-- How many the rate allows at this moment. paced is the time up to which the allowance has been used.
local function allowance()
    if per_minute == 0 then
        return PIECE, function() end
    end
    local interval = 60000 / per_minute
    local paced = math.max(counter('paced'), now - math.max(SAVED_UP_MS, interval))
    return math.floor((now - paced) / interval), function(used)
        redis.call('HSET', counters, 'paced', string.format('%.3f', paced + used * interval))
    end
end

local function remember_admissions(count)
    local bucket = math.floor(now / BUCKET_MS)
    if redis.call('HINCRBY', admitted, bucket, count) == count then
        for _, old in ipairs(redis.call('HKEYS', admitted)) do
            if tonumber(old) <= bucket - BUCKETS then
                redis.call('HDEL', admitted, old)
            end
        end
    end
end

-- Calls the next numbers in while there are free slots; idempotent. Says whether a full piece left more to do.
local function call_in()
    drop_the_late(called)
    drop_the_late(inside)
    local issued, serving = counter('issued'), counter('serving')
    local free = capacity - occupied()
    if free <= 0 or serving >= issued then
        return false
    end
    local allowed, use = allowance()
    local admissions, steps = 0, 0
    while serving < issued and admissions < math.min(free, allowed) and steps < PIECE do
        serving = serving + 1
        steps = steps + 1
        if redis.call('ZREM', left, serving) == 0 then
            redis.call('ZADD', called, now + grace, serving)
            admissions = admissions + 1
        end
    end
    redis.call('HSET', counters, 'serving', serving)
    if admissions > 0 then
        use(admissions)
        remember_admissions(admissions)
    end
    return steps == PIECE and serving < issued
end
