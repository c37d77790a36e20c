-- Lets the session of each of the users KEYS names from 9 on last for at least so many ms from now (W11).
local answers = {}
for i = 9, #KEYS do
    user = KEYS[i]
    local at_least = tonumber(ARGV[i])
    local me = mine()
    if me and me.state ~= 'x' then
        stay_inside(me, at_least)
    elseif not me and noted() ~= 'x' then
        note('h', now + at_least)
    end
    answers[#answers + 1] = 1
end
return answers
