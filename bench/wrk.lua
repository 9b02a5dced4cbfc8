-- Sends the requests of a file in turn, one path a line; {n} becomes a number that no request had before.
-- Arguments: the file, the first number. The key comes from the environment: arguments are for all to see.
local requests, turn, number = {}, 0, 0

function init(args)
  number = tonumber(args[2])
  local headers = { ["mitp-api-key"] = os.getenv("BENCH_KEY"), ["accept"] = "application/json" }
  for path in io.lines(args[1]) do
    local text = wrk.format("GET", path, headers)
    local at = text:find("{n}", 1, true)
    requests[#requests + 1] = at and { text:sub(1, at - 1), text:sub(at + 3) } or text
  end
end

function request()
  turn = turn % #requests + 1
  local one = requests[turn]
  if type(one) == "string" then return one end
  number = number + 1
  return one[1] .. number .. one[2]
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format(
    '\n{"requests":%d,"seconds":%f,"bytes":%d,"p50":%f,"p99":%f,"refused":%d,"broken":%d}\n',
    summary.requests, summary.duration / 1e6, summary.bytes, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    e.status, e.connect + e.read + e.write + e.timeout))
end
