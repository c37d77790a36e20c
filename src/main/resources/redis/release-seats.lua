-- Gives back those of the seats' locks that are the user's.
-- KEYS: the locks. ARGV: the user.
local released = 0
for _, key in ipairs(KEYS) do
  if redis.call('GET', key) == ARGV[1] then
    released = released + redis.call('DEL', key)
  end
end
return released
