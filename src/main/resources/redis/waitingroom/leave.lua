-- Gives back the places or slots of the users KEYS names from 8 on (W5, W11), and says for each which number that was; 0 when
-- nothing was done. Nothing is done to another number than the one meant, if one is, nor to a place younger than the given age in
-- ms. An account's key stays, so that an ended place can be told from one that Redis has lost.
local function leave(meant, serial, life, age)
    local me = account(meant, serial, life)
    local where = me and place(me)
    if not me and meant == 0 and age == 0 and counter('epoch') > 1 then
        keep({number = 0, state = 'x', serial = 1}, token_life) -- paid after a loss: the earlier token opens nothing more (W14)
    end
    if not where or where[6] == 1 or (meant > 0 and meant ~= me.number) then
        return 0
    end
    local lived = token_life - redis.call('PTTL', user) -- below 0 before the opening, or when the configured life was longer at the time
    if lived >= 0 and lived < age then
        return 0
    end
    local at = turn(me.number)
    if is_to_come(at) then
        redis.call('ZADD', left, at, at)
    else
        redis.call('ZREM', called, at)
        redis.call('ZREM', inside, at)
        redis.call('ZREM', returned, at)
    end
    me.state = 'x'
    keep(me)
    return me.number
end

local answers, any = {}, false
for i = 8, #KEYS do
    user = KEYS[i]
    local at = 9 + (i - 8) * 4
    local number = leave(tonumber(ARGV[at]), tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2]), tonumber(ARGV[at + 3]))
    answers[#answers + 1] = number
    any = any or number > 0
end
if any then
    call_in()
end
return answers
