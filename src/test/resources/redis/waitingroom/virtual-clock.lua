-- Time as a test has set it, for all instances at once; the server has no such file.
local now = tonumber(redis.call('HGET', KEYS[1], 'now') or 0)
