-- Lets the account's session last for at least so many ms from now (W11). A session that is over is not revived: its slot may
-- be somebody else's by now, and a live hold needs no session to be paid.
local me = mine()
local where = me and place(me)
if not where or where[3] == 0 then
    return {0}
end
redis.call('ZREM', called, turn(me.number))
redis.call('ZADD', inside, now + math.max(where[3], tonumber(ARGV[9])), turn(me.number))
me.state = 'e'
keep(me)
return where
