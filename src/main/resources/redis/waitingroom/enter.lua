-- Where the number stands, for a booking call: the first one of somebody called in begins the session (W10). The seventh value
-- is 1 when it did. In cycles a place lasts until the end of its period, whenever its fan shows up (W7).
local number = tonumber(ARGV[9])
local me = account(number, tonumber(ARGV[10]), tonumber(ARGV[11]))
if not me or me.number ~= number then
    return nobody(me, number)
end
local where = place(me)
where[7] = 0
if where[3] > 0 and redis.call('ZREM', called, turn(number)) == 1 then
    where[3] = period > 0 and where[3] or session
    redis.call('ZADD', inside, now + where[3], turn(number))
    me.state = 'e'
    keep(me)
    where[7] = 1
end
return where
