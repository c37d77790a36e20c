-- Takes the next number, or finds the place the account already has (W1, W2). Whoever missed the turn comes to the front of
-- those waiting, once (W8).
local shown, serial, life, closed = tonumber(ARGV[9]), tonumber(ARGV[10]), tonumber(ARGV[11]), ARGV[12] == '1'
local me = account(shown, serial, life)
if period > 0 and capacity > 0 and drawn ~= -1 then
    start_over_if_past()
end
local where = me and place(me)
if where and where[6] == 0 then
    me.serial = me.serial + 1
    if not is_alive(where) then
        me.state = 'r'
        local at = turn(me.number)
        redis.call('ZREM', called, at)
        local last = redis.call('ZRANGE', returned, -1, -1, 'WITHSCORES')[2]
        redis.call('ZADD', returned, (last or 0) + 1, at) -- in front of one who is back already, it would worsen a position
    end
    keep(me, opens_in > 0 and opens_in + token_life or nil)
else
    if closed then
        return CLOSED
    end
    if counter('issued') >= counter('bound') then
        return FULL
    end
    local paid = not me and noted() == 'x'
    me = {number = redis.call('HINCRBY', counters, 'issued', 1), state = '', serial = 1, paid = paid}
    keep(me, opens_in + token_life) -- a place taken early lasts as long from the opening on as others
end
where = place(me)
if where[2] == 1 then -- everybody behind the front is called in by the next tick
    call_in()
    where = place(me)
end
return where
