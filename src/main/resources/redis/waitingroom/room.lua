-- What the scripts of a room share: its keys, its rules and the words they are written in.

local counters = KEYS[1] -- hash: issued, serving, bound, paced, and what the words below say of cycles and losses
local called = KEYS[2] -- number -> end of the grace; their turn has come, they have not shown up yet
local inside = KEYS[3] -- number -> end of the session
local left = KEYS[4] -- numbers given back ahead of their turn, dropped once called
local returned = KEYS[5] -- numbers that missed their turn and came back: the next to be called
local admitted = KEYS[6] -- hash: time bucket -> how many were called in
local user = KEYS[7] -- the caller's number, state and serial; lives as long as the queue token

local capacity = tonumber(ARGV[1])
local calling = ARGV[2] == '1' -- whether anybody is to be called in at present
local opens_in = tonumber(ARGV[3]) -- ms; 0 once the room is open
local per_minute = tonumber(ARGV[4]) -- 0 for no limit
local period = tonumber(ARGV[5]) -- 0 in a room of slots
local session = tonumber(ARGV[6])
local grace = tonumber(ARGV[7])
local token_life = tonumber(ARGV[8])

local LOST, FULL, CLOSED = {-1}, {-2}, {-3}
local PIECE = 500 -- the most numbers one run touches; Redis serves nobody else meanwhile
local SAVED_UP_MS = 1000 -- admissions not used are lost after this
local BUCKET_MS = 10000
local BUCKETS = 30

if redis.call('HEXISTS', counters, 'epoch') == 0 then
    return LOST -- a new room, or one that Redis has lost: its counters are in PostgreSQL
end

local function counter(name)
    return tonumber(redis.call('HGET', counters, name) or 0)
end

local function deadline(number)
    return tonumber(redis.call('ZSCORE', inside, number) or redis.call('ZSCORE', called, number) or 0)
end

local function occupied()
    return redis.call('ZCOUNT', inside, '(' .. now, '+inf') + redis.call('ZCOUNT', called, '(' .. now, '+inf')
end

-- The account's place: its number, how often it was asked for (serial), and a state: '' or 'w' until the first booking call,
-- 'e' entered, 'r' came back after a missed turn, 'x' given back or used.
local function mine()
    local value = redis.call('GET', user)
    if not value then
        return nil
    end
    local number, state, serial = string.match(value, '^(%d+)(%a?)(%d*)$')
    return {number = tonumber(number), state = state == 'w' and '' or state, serial = tonumber(serial) or 1}
end

local function keep(me, life)
    local value = string.format('%d', me.number) .. me.state
    if me.serial > 1 then
        value = value .. (me.state == '' and 'w' or '') .. me.serial
    end
    if life then
        redis.call('SET', user, value, 'PX', life)
    else
        redis.call('SET', user, value, 'KEEPTTL')
    end
end

-- Believes a signed token where Redis has lost the account (W13). Who was called before the loss is known from the copy; of the
-- others below 'resumed' the place had ended.
local function believe(number, serial, life)
    if number > counter('issued') then
        redis.call('HSET', counters, 'issued', number, 'bound', math.max(number, counter('bound')))
    end
    redis.call('ZREM', left, number)
    local state = ''
    if redis.call('ZSCORE', inside, number) then
        state = 'e'
    elseif redis.call('ZSCORE', returned, number) then
        state = 'r'
    elseif number <= counter('resumed') and not redis.call('ZSCORE', called, number) then
        state = 'x'
    end
    local me = {number = number, state = state, serial = serial}
    keep(me, life)
    return me
end

-- Whether a token's number was given before the last loss, still waits, and the account's own was given after it.
local function is_earlier(number, me, fence)
    return number <= fence and fence < me.number and number > counter('serving') and not redis.call('ZSCORE', left, number)
end

-- The account's place, with the help of what its token shows; number 0 when it shows none. Somebody who has asked anew after a
-- loss gets the earlier place back with the earlier token.
local function account(number, serial, life)
    local me, fence = mine(), counter('fence') -- every number given before the last loss is at most the fence
    if number > 0 and life > 0 and (not me or is_earlier(number, me, fence)) then
        if me and me.number > counter('serving') then
            redis.call('ZADD', left, me.number, me.number)
        end
        return believe(number, serial, life)
    end
    if me and me.state ~= 'x' and me.number <= fence and me.number > counter('serving') then
        redis.call('ZREM', left, me.number) -- given in the copy's last second; the key outlived the loss
    end
    return me
end

-- {number, position, ms left inside, ms the place lives, serial, 1 if it is over for good}. Whoever neither waits (position 0)
-- nor is inside (0 ms) has missed the turn and may come back, unless it is over.
local function place(me)
    local number = me.number
    local over = {number, 0, 0, 0, me.serial, 1}
    if me.state == 'x' then
        return over
    end
    local serving, life = counter('serving'), redis.call('PTTL', user)
    if number > serving then
        local gone = redis.call('ZCOUNT', left, '(' .. serving, '(' .. number)
        return {number, number - serving - gone, 0, life, me.serial, 0}
    end
    local rank = redis.call('ZRANK', returned, number)
    if rank then
        return {number, rank + 1, 0, life, me.serial, 0}
    end
    local remaining = math.max(deadline(number) - now, 0)
    if remaining == 0 and me.state ~= '' then
        return over
    end
    return {number, 0, remaining, life, me.serial, 0}
end

-- The same for a number that is not the account's. It is over, unless the account got an earlier place back instead: then what
-- is over must not be taken for everything up to that number.
local function nobody(me, number)
    return {number, 0, 0, 0, 0, me and me.number < number and me.number > 0 and 0 or 1, 0}
end

local function is_alive(where)
    return where[2] > 0 or where[3] > 0
end
