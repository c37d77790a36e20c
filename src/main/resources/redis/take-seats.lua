-- Locks for each who asks every wanted seat, or none.
-- KEYS: the seats' locks, one's after the other's. ARGV: the time to live in ms, then of each who asks the user and how many seats.
-- Answers for each {how many places follow, 1, places newly locked …} or {how many, 0, places that are somebody else's …}, one
-- after the other; places count from 1.
local answer = {}
local before = 0
for asking = 2, #ARGV, 2 do
  local user, seats = ARGV[asking], tonumber(ARGV[asking + 1])
  local taken, new = {}, {}
  for place, holder in ipairs(redis.call('MGET', unpack(KEYS, before + 1, before + seats))) do
    if not holder then
      new[#new + 1] = place
    elseif holder ~= user then
      taken[#taken + 1] = place
    end
  end
  local won = #taken == 0
  local places = won and new or taken
  answer[#answer + 1] = #places
  answer[#answer + 1] = won and 1 or 0
  for _, place in ipairs(places) do
    answer[#answer + 1] = place
    if won then
      redis.call('SET', KEYS[before + place], user, 'PX', ARGV[1])
    end
  end
  before = before + seats
end
return answer
