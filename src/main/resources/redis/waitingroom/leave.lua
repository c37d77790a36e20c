-- Gives the account's place or slot back (W5, W11) and says which number that was; 0 when nothing was done. Nothing is done
-- to another number than the one meant, if one is, nor to a place younger than the given age in ms. The account's key stays,
-- so that an ended place can be told from one that Redis has lost.
local meant, age = tonumber(ARGV[9]), tonumber(ARGV[12])
local me = account(meant, tonumber(ARGV[10]), tonumber(ARGV[11]))
local where = me and place(me)
if not me and meant == 0 and age == 0 and counter('epoch') > 1 then
    keep({number = 0, state = 'x', serial = 1}, token_life) -- paid after a loss: the earlier token opens nothing more (W14)
end
if not where or where[6] == 1 or (meant > 0 and meant ~= me.number) then
    return {0}
end
local lived = token_life - redis.call('PTTL', user) -- below 0 before the opening, or when the configured life was longer at the time
if lived >= 0 and lived < age then
    return {0}
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
call_in()
return {me.number}
