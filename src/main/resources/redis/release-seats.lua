-- Gives back those of the seats' locks that are still their users', and were not taken after a certain time.
-- KEYS: the locks. ARGV: the time to live in ms that a lock still has when taken at that time, then each lock's user.
local most = tonumber(ARGV[1])
local released = 0
for i, key in ipairs(KEYS) do
  if redis.call('GET', key) == ARGV[i + 1] and redis.call('PTTL', key) <= most then
    released = released + redis.call('DEL', key)
  end
end
return released
