-- Where the number stands, for a booking call: the first one of somebody called in begins the session (W10). The fifth
-- value is 1 when it did.
local number = ARGV[6]
local where = place(number)
where[5] = 0
if where[3] > 0 and redis.call('ZREM', called, number) == 1 then
    redis.call('ZADD', inside, now + session, number)
    where[3] = session
    where[5] = 1
end
return where
