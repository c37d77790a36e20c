-- How people are called in, for the scripts that do it. The first of them that runs after the opening fixes who is drawn.
if drawn == -1 and opens_in == 0 then
    redis.call('HSETNX', counters, 'frozen', counter('issued'))
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

local function begin_cycles(base, opening)
    redis.call('HSET', counters, 'base', base, 'opening', opening, 'size', capacity, 'length', period)
    return base, opening
end

-- The last turn before the cycles began and the time at which they did. After a change of the rules they begin anew with the
-- next number, once the time of those called before is past, and after another change meanwhile no sooner.
local function cycles()
    local base, opening, size, length = unpack(redis.call('HMGET', counters, 'base', 'opening', 'size', 'length'))
    if base and tonumber(size) == capacity and tonumber(length) == period then
        return tonumber(base), tonumber(opening)
    end
    local begin = now + opens_in
    if base and serving > 0 and (serving > tonumber(base) or now < tonumber(opening)) then
        begin = math.max(begin, opening + math.max(0, math.ceil((now - opening) / length)) * length)
    end
    return begin_cycles(serving, begin)
end

-- Once everybody's time is past, the count starts over with the next who joins or comes back.
local function start_over_if_past()
    local base, opening = cycles()
    local issued = counter('issued')
    if serving >= issued and now >= opening + math.ceil((issued - base) / capacity) * period then
        begin_cycles(issued, now + opens_in)
    end
end

-- The last turn that has come, and until when those called now may stay.
local function due()
    local issued = counter('issued')
    if period == 0 then
        redis.call('HDEL', counters, 'base')
        return issued, now + grace
    end
    local base, opening = cycles()
    local cycle = math.floor((now - opening) / period)
    return math.min(issued, base + (cycle + 1) * capacity), opening + (cycle + 1) * period
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

-- Calls first those who came back, then the next turns, up to the first who may still show after a loss; idempotent. Says whether
-- a full piece left more to do.
local function call_in()
    drop_the_late(called)
    drop_the_late(inside)
    if not calling or opens_in > 0 or capacity == 0 or drawn == -1 then
        return false
    end
    if untouched and gone('ZCARD') == counter('issued') then
        redis.call('HDEL', counters, 'base') -- cycles begin with the first who comes
        return false -- no turn has come, so that a draw can still be announced
    end
    local last, stay = due()
    local allowed, use = allowance()
    local room, issued = math.min(capacity - occupied(), allowed, PIECE), counter('issued')
    local admissions, steps = 0, 0
    while admissions < room and redis.call('ZCARD', returned) > 0 do
        redis.call('ZADD', called, stay, redis.call('ZPOPMIN', returned)[1])
        admissions = admissions + 1
    end
    while serving < last and admissions < room and steps < PIECE
        and not (patient and redis.call('ZSCORE', unseen, serving + 1)) do
        serving = serving + 1
        steps = steps + 1
        if redis.call('ZREM', unseen, serving) == 1 then
            if period > 0 then
                redis.call('HINCRBY', counters, 'base', 1) -- takes no place in a cycle
                last = math.min(issued, last + 1)
            end
        elseif redis.call('ZREM', left, serving) == 0 then
            redis.call('ZADD', called, stay, serving)
            admissions = admissions + 1
        end
    end
    if steps > 0 then
        redis.call('HSET', counters, 'serving', serving)
    end
    if admissions > 0 then
        use(admissions)
        remember_admissions(admissions)
    end
    return steps + admissions >= PIECE and serving < last
end
