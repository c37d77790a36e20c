-- What every script begins with. All times are Redis's own, in ms, so that instances whose clocks differ agree; what is told
-- outside is a duration.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
