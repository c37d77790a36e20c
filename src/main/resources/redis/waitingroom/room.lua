-- What the scripts of a room share: its keys, its rules and the words they are written in.

local counters = KEYS[1] -- hash: issued, serving, bound, paced, and what the words below say of cycles and losses
local called = KEYS[2] -- turn -> end of the grace; it has come, they have not shown up yet
local inside = KEYS[3] -- turn -> end of the session
local left = KEYS[4] -- turns given back before they came, dropped once called; below 0 while the draw is to come
local returned = KEYS[5] -- turns that were missed by somebody who came back: the next to be called
local admitted = KEYS[6] -- hash: time bucket -> how many were called in
local draw = KEYS[7] -- the table of the draw, once it is drawn
local unseen = KEYS[8] -- turns that may have been given just before a loss, of which no token has shown since
local user = KEYS[9] -- the caller's number, state and serial; lives as long as the queue token. Some scripts go on to the next one's

local capacity = tonumber(ARGV[1])
local calling = ARGV[2] == '1' -- whether anybody is to be called in at present
local opens_in = tonumber(ARGV[3]) -- ms; 0 once the room is open
local per_minute = tonumber(ARGV[4]) -- 0 for no limit
local period = tonumber(ARGV[5]) -- 0 in a room of slots
local session = tonumber(ARGV[6])
local grace = tonumber(ARGV[7])
local token_life = tonumber(ARGV[8])

local LOST, FULL, CLOSED, UNDRAWN = {-1}, {-2}, {-3}, {-4}
local PIECE = 500 -- the most numbers one run touches; Redis serves nobody else meanwhile
local SAVED_UP_MS = 1000 -- admissions not used are lost after this
local BUCKET_MS = 10000
local BUCKETS = 30

local epoch, first, drawn, serving, fence, patient =
    unpack(redis.call('HMGET', counters, 'epoch', 'issued', 'drawn', 'serving', 'fence', 'patient'))
if not epoch then
    return LOST -- a new room, or one that Redis has lost: its counters are in PostgreSQL
end
serving = tonumber(serving or 0) -- the last turn called in
fence = tonumber(fence or 0) -- every number given before the last loss is at most that
-- Whether nobody is known to have had a number; some may have been given just before a loss.
local untouched = serving == 0 and tonumber(first) <= fence and (fence == 0 or redis.call('HGET', counters, 'given') == '0')
if not drawn and opens_in > 0 and untouched then
    return UNDRAWN -- a draw is announced before the first number is given
end
drawn = tonumber(drawn or nil) -- among how many; -1 before; nil in a room without a draw
patient = now < tonumber(patient or 0) -- the unseen may still show, and stand in line until then

local function counter(name)
    return tonumber(redis.call('HGET', counters, name) or 0)
end

local function turn(number)
    return turn_of(number, drawn, draw)
end

local function is_to_come(turn)
    return turn < 0 or turn > serving
end

-- What the command says of the turns that will be passed over.
local function gone(command, ...)
    local known = redis.call(command, left, ...)
    return (patient or fence == 0) and known or known + redis.call(command, unseen, ...)
end

local function give_back(turn)
    if is_to_come(turn) then
        redis.call('ZADD', left, turn, turn)
    else
        redis.call('ZREM', called, turn)
        redis.call('ZREM', inside, turn)
        redis.call('ZREM', returned, turn)
    end
end

-- Ms left of the grace or the session, and whether the session has begun.
local function remaining(turn)
    local session_end = redis.call('ZSCORE', inside, turn)
    local deadline = tonumber(session_end or redis.call('ZSCORE', called, turn) or 0)
    return math.max(deadline - now, 0), session_end and true
end

local function occupied()
    return redis.call('ZCOUNT', inside, '(' .. now, '+inf') + redis.call('ZCOUNT', called, '(' .. now, '+inf')
end

-- The account's place: its number, how often it was asked for (serial), and a state: '' or 'w' until the first booking call,
-- 'e' entered, 'r' came back after a missed turn, 'x' given back or used; '!' when the places before it are paid for. Nil when
-- there is none, or only a note.
local function mine()
    local value = redis.call('GET', user)
    if not value or string.sub(value, 1, 1) == '0' then
        return nil
    end
    local number, state, serial, paid = string.match(value, '^(%d+)(%a?)(%d*)(!?)$')
    return {number = tonumber(number), state = state == 'w' and '' or state, serial = tonumber(serial) or 1, paid = paid == '!'}
end

local function keep(me, life)
    local value = string.format('%d', me.number) .. me.state
    if me.serial > 1 then
        value = value .. (me.state == '' and 'w' or '') .. me.serial
    end
    if me.paid then
        value = value .. '!'
    end
    if life then
        redis.call('SET', user, value, 'PX', life)
    else
        redis.call('SET', user, value, 'KEEPTTL')
    end
end

local function end_place(me)
    give_back(turn(me.number))
    me.state = 'x'
    keep(me)
end

-- Lets the session last for at least so many ms from now, or begins it. One that is over is not revived: its slot may be somebody
-- else's by now, and a live hold needs no session to be paid.
local function stay_inside(me, at_least)
    local at = turn(me.number)
    local time, has_entered = remaining(at)
    if time == 0 then
        return
    end
    redis.call('ZADD', inside, now + math.max(time, at_least), at)
    if not has_entered then
        redis.call('ZREM', called, at)
    end
    if me.state ~= 'e' then
        me.state = 'e'
        keep(me)
    end
end

-- After a loss, what is told of an account whose place Redis does not know is noted for when its token shows: 'x', it has paid, and
-- the places it had at that time are over; 'h', it holds seats until that time (ms). Older versions noted no time.
local function noted()
    local what, time = string.match(redis.call('GET', user) or '', '^0(%a)(%d*)$')
    return what, tonumber(time) or now
end

local function note(what, time)
    if tonumber(epoch) == 1 then
        return -- nothing was lost
    end
    local known, latest = noted()
    if known == what then
        time = math.max(time, latest)
    end
    redis.call('SET', user, string.format('0%s%d', what, time), 'PX', what == 'h' and time - now or token_life)
end

-- Believes a signed token where Redis has lost the account (W13). Who was called before the loss is known from the copy; of the
-- others below 'resumed' the place had ended.
local function believe(number, serial, life)
    local what, time = noted()
    if number > counter('issued') then
        redis.call('HSET', counters, 'issued', number, 'bound', math.max(number, counter('bound')))
    end
    local at = turn(number)
    redis.call('ZREM', left, at)
    redis.call('ZREM', unseen, at)
    local state = ''
    if redis.call('ZSCORE', inside, at) then
        state = 'e'
    elseif redis.call('ZSCORE', returned, at) then
        state = 'r'
    elseif at > 0 and at <= counter('resumed') and not redis.call('ZSCORE', called, at) then
        state = 'x'
    end
    local me = {number = number, state = state, serial = serial}
    keep(me, life)
    local lived = token_life - life -- as in leave.lua
    if what == 'x' and (lived < 0 or now - lived <= time) then
        end_place(me)
    elseif what == 'h' and state ~= 'x' then
        stay_inside(me, time - now)
    end
    return me
end

-- Whether a token's number was given before the last loss and its place still lives, and the account's own was given after it.
local function is_earlier(number, me)
    if number > fence or me.number <= fence or me.paid then
        return false
    end
    local at = turn(number)
    if is_to_come(at) then
        return not redis.call('ZSCORE', left, at)
    end
    return remaining(at) > 0 or redis.call('ZSCORE', returned, at)
end

-- The account's place, with the help of what its token shows; the number is 0 without one. Somebody who has asked anew after a
-- loss gets the earlier place back with the earlier token, unless a payment or leaving has ended it meanwhile.
local function account(number, serial, life)
    local me = mine()
    if number > 0 and life > 0 and (not me or is_earlier(number, me)) then
        local earlier = believe(number, serial, life)
        if me and me.state == 'x' then
            end_place(earlier)
        elseif me then
            give_back(turn(me.number))
        end
        return earlier
    end
    if me and me.state ~= 'x' and me.number <= fence then
        redis.call('ZREM', unseen, turn(me.number)) -- the key outlived the loss
    end
    return me
end

-- {number, position, ms left inside, ms the place lives, serial, 1 if it is over for good}. Whoever neither waits (position 0)
-- nor is inside (0 ms) has missed the turn and may come back, unless it is over. Before the draw there is no position but the
-- worst that can come of it: the last. Of somebody inside 'has_entered' says whether the session has begun.
local function place(me)
    local number = me.number
    local over = {number, 0, 0, 0, me.serial, 1}
    if me.state == 'x' then
        return over
    end
    local life, at = redis.call('PTTL', user), turn(number)
    if at < 0 then
        return {number, counter('issued') - gone('ZCARD'), 0, life, me.serial, 0}
    elseif at > serving then
        return {number, at - serving - gone('ZCOUNT', '(' .. serving, '(' .. at), 0, life, me.serial, 0}
    end
    local time, has_entered = remaining(at)
    if time > 0 then
        return {number, 0, time, life, me.serial, 0, has_entered = has_entered}
    end
    local rank = redis.call('ZRANK', returned, at)
    if rank then
        return {number, rank + 1, 0, life, me.serial, 0}
    end
    return me.state == '' and {number, 0, 0, life, me.serial, 0} or over
end

-- The same for a number that is not the account's. It is over, unless the account got an earlier place back instead: then what
-- is over must not be taken for everything up to that number.
local function nobody(me, number)
    return {number, 0, 0, 0, 0, me and me.number < number and 0 or 1, 0}
end

local function is_alive(where)
    return where[2] > 0 or where[3] > 0
end
