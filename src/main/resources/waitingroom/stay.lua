-- Lets the account's session last for at least so many ms from now (W11). A session that is over is not revived: its slot may
-- be somebody else's by now, and a live hold needs no session to be paid.
local number = redis.call('GET', user)
local where = place(number)
if where[3] > 0 then
    redis.call('ZREM', called, number)
    redis.call('ZADD', inside, now + math.max(where[3], tonumber(ARGV[6])), number)
end
return where
