-- Gives the account's place or slot back (W5, W11) and says which number that was; 0 when nothing was done. Nothing is done
-- to another number than the one meant, if one is, nor to a place younger than the given age in ms.
local meant, age = ARGV[6], tonumber(ARGV[7])
local number = redis.call('GET', user)
if not number or (meant ~= '' and meant ~= number) then
    return {0}
end
local lived = token_life - redis.call('PTTL', user) -- below 0 when the configured life was longer at the time
if lived >= 0 and lived < age then
    return {0}
end
redis.call('DEL', user)
if tonumber(number) > counter('serving') then
    redis.call('ZADD', left, number, number)
else
    redis.call('ZREM', called, number)
    redis.call('ZREM', inside, number)
end
call_in()
return {tonumber(number)}
