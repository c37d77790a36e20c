-- Locks every seat for a user, or none.
-- KEYS: the seats' locks. ARGV: the user, the time to live in ms.
-- Answers {1, places newly locked …} or {0, places that are somebody else's …}; places count from 1.
local holders = redis.call('MGET', unpack(KEYS))
local taken, new = {0}, {1}
for place, holder in ipairs(holders) do
  if not holder then
    new[#new + 1] = place
  elseif holder ~= ARGV[1] then
    taken[#taken + 1] = place
  end
end
if #taken > 1 then
  return taken
end
for i = 2, #new do
  redis.call('SET', KEYS[new[i]], ARGV[1], 'PX', ARGV[2])
end
return new
