-- The turn of a participation number (W15): the number itself in a room without a draw (participants nil), nobody's while the
-- draw is to come (-1), then DrawnOrder.rank from its table, four hexadecimal digits per value.
local ROUNDS, DIGITS = 10, 4
local SMALL = 256 -- values per round; few participants walk far, and their table is read at once

local function turn_of(number, participants, table)
    if not participants or (participants >= 0 and number > participants) then
        return number
    elseif participants < 0 then
        return -number
    end
    local size = redis.call('STRLEN', table) / (ROUNDS * DIGITS)
    local text = size <= SMALL and redis.call('GET', table)
    local at = number - 1
    repeat
        local left, right = math.floor(at / size), at % size
        for round = 0, ROUNDS - 1 do
            local from = (round * size + right) * DIGITS
            local drawn = text and string.sub(text, from + 1, from + DIGITS)
                or redis.call('GETRANGE', table, from, from + DIGITS - 1)
            left, right = right, bit.bxor(left, tonumber(drawn, 16))
        end
        at = left * size + right
    until at < participants
    return at + 1
end
