-- Where the number stands (W3).
local number = tonumber(ARGV[9])
local me = account(number, tonumber(ARGV[10]), tonumber(ARGV[11]))
if not me or me.number ~= number then
    return nobody(me, number)
end
return place(me)
