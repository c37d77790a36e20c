-- Gives back the places or slots of the users KEYS names from 9 on (W5, W11), and says for each which number that was; 0 when
-- nothing was done. Each has a token or none, and the ms since the payment, by which a younger place is left alone; -1 from
-- whoever leaves: then it is about the token's number only. An account's key stays, so that an ended place can be told from one
-- that Redis has lost.
local function leave(number, serial, life, age)
    local me = account(number, serial, life)
    local where = me and place(me)
    if not me and age >= 0 then
        note('x', now - age)
    end
    if not where or where[6] == 1 or (age < 0 and number ~= me.number) then
        return 0
    end
    local lived = token_life - redis.call('PTTL', user) -- below 0 before the opening, or when the configured life was longer at the time
    if lived >= 0 and lived < age then
        return 0
    end
    end_place(me)
    return me.number
end

local answers, any = {}, false
for i = 9, #KEYS do
    user = KEYS[i]
    local at = 9 + (i - 9) * 4
    local number = leave(tonumber(ARGV[at]), tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2]), tonumber(ARGV[at + 3]))
    answers[#answers + 1] = number
    any = any or number > 0
end
if any then
    call_in()
end
return answers
