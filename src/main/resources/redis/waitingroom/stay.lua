-- Lets the session of each of the users KEYS names from 8 on last for at least so many ms from now (W11). A session that is over
-- is not revived: its slot may be somebody else's by now, and a live hold needs no session to be paid.
local answers = {}
for i = 8, #KEYS do
    user = KEYS[i]
    local me = mine()
    local where = me and place(me)
    local lives = where and where[3] > 0
    if lives then
        redis.call('ZREM', called, turn(me.number))
        redis.call('ZADD', inside, now + math.max(where[3], tonumber(ARGV[9 + i - 8])), turn(me.number))
        me.state = 'e'
        keep(me)
    end
    answers[#answers + 1] = lives and 1 or 0
end
return answers
