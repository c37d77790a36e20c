-- Where numbers stand, for booking calls: the first call of somebody called in begins the session (W10). Seven values for each of
-- the users KEYS names from 9 on, each of whom three arguments are about; the seventh is 1 when the session began. In cycles a
-- place lasts until the end of its period, whenever its fan shows up (W7).
local function enter(number, serial, life)
    local me = account(number, serial, life)
    if not me or me.number ~= number then
        return nobody(me, number)
    end
    local where = place(me)
    where[7] = 0
    if where[3] > 0 and not where.has_entered then
        redis.call('ZREM', called, turn(number))
        where[3] = period > 0 and where[3] or session
        redis.call('ZADD', inside, now + where[3], turn(number))
        me.state = 'e'
        keep(me)
        where[7] = 1
    end
    return where
end

local answers = {}
for i = 9, #KEYS do
    user = KEYS[i]
    local at = 9 + (i - 9) * 3
    for _, value in ipairs(enter(tonumber(ARGV[at]), tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2]))) do
        answers[#answers + 1] = value
    end
end
return answers
