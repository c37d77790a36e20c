-- Gives back those of the seats' locks that are still their users'.
-- KEYS: the locks. ARGV: each lock's user.
local released = 0
for i, key in ipairs(KEYS) do
  if redis.call('GET', key) == ARGV[i] then
    released = released + redis.call('DEL', key)
  end
end
return released
