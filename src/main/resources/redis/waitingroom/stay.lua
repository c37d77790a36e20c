-- Lets the session of each of the users KEYS names from 9 on last for at least so many ms from now (W11). A session that is over
-- is not revived: its slot may be somebody else's by now, and a live hold needs no session to be paid.
local function stay(at_least)
    local me = mine()
    if not me or me.state == 'x' then
        return 0
    end
    local at = turn(me.number)
    local time, has_entered = remaining(at)
    if time == 0 then
        return 0
    end
    redis.call('ZADD', inside, now + math.max(time, at_least), at)
    if not has_entered then
        redis.call('ZREM', called, at)
    end
    if me.state ~= 'e' then
        me.state = 'e'
        keep(me)
    end
    return 1
end

local answers = {}
for i = 9, #KEYS do
    user = KEYS[i]
    answers[#answers + 1] = stay(tonumber(ARGV[i]))
end
return answers
