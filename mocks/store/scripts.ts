import type { LimiterName } from '../limits/limiter.ts';

/*
 * Lua that Redis runs in one step. Numbers are sent as text with 17 digits, because Lua's own text has 14 and its replies are
 * integers. Times are milliseconds since 1970 by the server's clock, plus the offset by which the clock was moved, so that
 * replicas whose clocks differ count alike.
 */

const PRELUDE = `
local function text(number) return string.format('%.17g', number) end
local function clock(offset, frozen)
  if frozen and frozen ~= '' then return tonumber(frozen) end
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + tonumber(time[2]) / 1000 + tonumber(offset)
end
`;

/** A window that opens at `start`; an account is its start and what was used. */
const windowed = (start: string) => `
  local account = redis.call('HMGET', quota, 'start', 'used')
  local start, used = tonumber(account[1]), tonumber(account[2])
  if not start or now >= start + window then start, used = ${start}, 0 end
  local left = limit - used
  local wait = start + window - now
  local function take(count) redis.call('HSET', quota, 'start', text(start), 'used', text(used + count)) end
`;

/** One for each algorithm of mocks/limits: `left`, `wait` until something is left again, and `take(count)`. */
const ALGORITHMS: Readonly<Record<LimiterName, string>> = {
  'fixed-window': windowed('now'),
  'aligned-window': windowed('math.floor(now / window) * window'),
  'sliding-window': `
  local oldest = redis.call('LINDEX', quota, 0)
  while oldest and tonumber(oldest) <= now - window do
    redis.call('LPOP', quota)
    oldest = redis.call('LINDEX', quota, 0)
  end
  local left = limit - redis.call('LLEN', quota)
  local wait = oldest and tonumber(oldest) + window - now or 0
  local function take(count) for _ = 1, count do redis.call('RPUSH', quota, text(now)) end end
`,
  'token-bucket': `
  local account = redis.call('HMGET', quota, 'tokens', 'at')
  local tokens = limit
  if account[1] then tokens = math.min(limit, tonumber(account[1]) + (now - tonumber(account[2])) * limit / window) end
  local left = math.floor(tokens + 1e-9)
  local wait = (1 - tokens) * window / limit
  local function take(count) redis.call('HSET', quota, 'tokens', text(tokens - count), 'at', text(now)) end
`,
  'weighted-window': `
  local account = redis.call('HMGET', quota, 'start', 'used', 'before')
  local start = math.floor(now / window) * window
  local used, before = tonumber(account[2]) or 0, tonumber(account[3]) or 0
  if tonumber(account[1]) ~= start then
    before = tonumber(account[1]) == start - window and used or 0
    used = 0
  end
  local left = math.max(0, math.floor(limit - used - before * (1 - (now - start) / window)))
  local enough = limit - used - 1
  local wait = start + window - now
  if used >= limit then wait = wait + window * (1 - (limit - 1) / used) end
  if enough >= 0 and before > 0 then wait = math.min(wait, start + window * (1 - enough / before) - now) end
  local function take(count)
    redis.call('HSET', quota, 'start', text(start), 'used', text(used + count), 'before', text(before))
  end
`,
};

/**
 * Counts a request: KEYS state, quota, used; ARGV revision, limit, window, mode (`spend`, `look`, `drain`), key id. Returns
 * whether it is served (-1 where the revision is another), the remaining quota, and how long to wait. An account that is missing
 * although the store lost its memory less than a window ago counts as used up, so that no quota is served twice.
 */
export const spendScript = (limiter: LimiterName): string => `${PRELUDE}
local state = redis.call('HMGET', KEYS[1], 'revision', 'offset', 'frozen', 'lost')
if state[1] ~= ARGV[1] then return {-1, 0, '0'} end
local now = clock(state[2], state[3])
local quota, limit, window = KEYS[2], tonumber(ARGV[2]), tonumber(ARGV[3])
if state[4] and redis.call('EXISTS', quota) == 0 and now - tonumber(state[4]) < window then
  return {0, 0, text(tonumber(state[4]) + window - now)}
end
${ALGORITHMS[limiter]}
if ARGV[4] == 'spend' then redis.call('HSET', KEYS[3], ARGV[5], text(now)) end
if left < 1 then return {0, 0, text(wait)} end
if ARGV[4] == 'look' then return {1, left, '0'} end
local count = ARGV[4] == 'drain' and left or 1
take(count)
redis.call('PEXPIRE', quota, 604800000)
return {1, left - count, '0'}
`;

/** Writes the first state, unless there is one: KEYS state; ARGV revision, json, offset, frozen, epoch, whether an earlier one was lost. */
export const SEED = `${PRELUDE}
if redis.call('HEXISTS', KEYS[1], 'revision') == 1 then return 0 end
redis.call('HSET', KEYS[1], 'revision', ARGV[1], 'json', ARGV[2], 'offset', ARGV[3], 'frozen', ARGV[4], 'epoch', ARGV[5])
if ARGV[6] == '1' then redis.call('HSET', KEYS[1], 'lost', text(clock(ARGV[3], ARGV[4]))) end
return 1
`;

/**
 * Writes a change: KEYS state, lock, and quotas to forget; ARGV the revision it began from, the lock's token, and the new
 * revision, json, offset, frozen, epoch. Returns 0 where another replica wrote in between.
 */
export const WRITE = `
if redis.call('HGET', KEYS[1], 'revision') ~= ARGV[1] or redis.call('GET', KEYS[2]) ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], 'revision', ARGV[3], 'json', ARGV[4], 'offset', ARGV[5], 'frozen', ARGV[6], 'epoch', ARGV[7])
for at = 3, #KEYS do redis.call('DEL', KEYS[at]) end
return 1
`;

/** Gives a lock back, if it is still ours: KEYS lock; ARGV token. */
export const UNLOCK = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`;
