-- Gives back those of the seats' locks that are still their users', and were not taken after a certain time.
-- KEYS: the locks. ARGV, of each lock: its user, and the time to live in ms that it still has when taken at that time.
local released = 0
for i, key in ipairs(KEYS) do
  local user, most = ARGV[2 * i - 1], tonumber(ARGV[2 * i])
  if redis.call('GET', key) == user and redis.call('PTTL', key) <= most then
    released = released + redis.call('DEL', key)
  end
end
return released
