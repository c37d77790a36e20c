-- Takes the next number, or finds the place the account already has (W1, W2).
local number = redis.call('GET', user)
if has_ended(place(number)) then
    number = string.format('%d', redis.call('HINCRBY', counters, 'issued', 1))
    redis.call('SET', user, number, 'PX', token_life)
end
call_in()
return place(number)
