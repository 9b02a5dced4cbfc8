import { RULES as rules } from '../drill/rules/index.ts';
import type { Fault } from './faults/hooks.ts';
import { LIMITERS } from './limits/limiter.ts';

type Checks = Readonly<Record<string, Check | undefined>>;

const RULES: readonly string[] = rules.map(({ id }) => id);
const DEMO_KEYS = ['active', 'sibling', 'foreign', 'empty'];

/** Gives what an option has to be, where `value` is not that. */
type Check = (value: unknown) => string | undefined;

const whole =
  (min: number, max: number): Check =>
  (value) =>
    Number.isInteger(value) && Number(value) >= min && Number(value) <= max
      ? undefined
      : `a whole number from ${min} to ${max}`;
const oneOf =
  (...known: readonly string[]): Check =>
  (value) =>
    known.includes(value as string) ? undefined : `one of ${known.join(', ')}`;
const SIZES = ['empty', 'small', 'medium', 'large'];
const text: Check = (value) => (typeof value === 'string' && value !== '' ? undefined : 'a text');
const texts: Check = (value) =>
  Array.isArray(value) && value.every((one) => typeof one === 'string') ? undefined : 'a list of texts';
const list: Check = (value) => (Array.isArray(value) ? undefined : 'a list');
const ruleIds: Check = (value) =>
  Array.isArray(value) && value.every((one) => RULES.includes(String(one)))
    ? undefined
    : `a list of rules from ${String(RULES[0])} to ${String(RULES.at(-1))}`;
const status: Check = (value) =>
  /^(?:[1-5]\d\d|[1-5]xx)$/i.test(String(value)) ? undefined : 'a status such as 500, or a class such as "4xx"';
const catalogue: Check = (value) =>
  Array.isArray(value) &&
  value.every((one: Partial<Fault> | null) => typeof one?.id === 'string' && typeof one.hooks === 'function')
    ? undefined
    : 'a list of faults, each with an id and hooks()';
/** The keys that may be chosen; values are checked where they are used. */
const demoKeys: Check = (value) =>
  record(value) === undefined && Object.keys(value as object).every((name) => DEMO_KEYS.includes(name))
    ? undefined
    : `an object with some of ${DEMO_KEYS.join(', ')}`;
const flag: Check = (value) => (typeof value === 'boolean' ? undefined : 'true or false');
const handler: Check = (value) => (typeof value === 'function' ? undefined : 'a function');
const record: Check = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? undefined : 'an object';
const latency: Check = (value) => {
  const settings = record(value) === undefined ? Object.entries(value as object) : [['', '']];
  const fits = settings.every(
    ([name, ms]) => ['ms', 'jitterMs'].includes(String(name)) && (typeof ms === 'number' || ms === undefined),
  );
  return fits ? undefined : 'an object such as { ms: 80, jitterMs: 20 }';
};
const positive: Check = (value) =>
  typeof value === 'number' && value > 0 && value <= 86_400 ? undefined : 'a number of seconds above 0, up to 86400';
const origins: Check = (value) =>
  Array.isArray(value) &&
  value.every((one) => typeof one === 'string' && URL.canParse(one) && new URL(one).origin === one)
    ? undefined
    : 'a list of origins such as "http://localhost:5173", without a path';

/** Each option of `startMock`. */
const CHECKS: Checks = {
  port: whole(0, 65_535),
  host: text,
  size: oneOf(...SIZES),
  seed: whole(0, 2 ** 31 - 1),
  demoKeys,
  rateLimit: whole(1, 1e9),
  rateWindowSeconds: positive,
  limiter: oneOf(...LIMITERS),
  latency,
  faults: texts,
  variants: texts,
  situations: list,
  cors: flag,
  catalogue,
  controlToken: text,
  controlOrigins: origins,
  spec: text,
  onReload: handler,
  onRequest: handler,
  onUnreadable: handler,
  caches: flag,
  snapshot: record,
  data: record,
  store: text,
};

/** What `mock.journal()` and `mock.findings()` look for. */
const FILTER: Checks = { status, providerId: text, text, limit: whole(0, 1e9) };
const FINDINGS: Checks = { level: oneOf('must', 'should'), except: ruleIds };

/** What a value looks like in a message: short, and no more of an object than its names. */
function shown(value: unknown): string {
  if (Array.isArray(value) && value.length === 0) return 'an empty list';
  if (Array.isArray(value))
    return typeof value[0] === 'string' ? JSON.stringify(value).slice(0, 60) : `a list of ${typeof value[0]}`;
  if (typeof value === 'object' && value !== null) return `{ ${Object.keys(value).join(', ')} }`.slice(0, 60);
  return typeof value === 'function'
    ? 'a function'
    : (typeof value === 'string' ? JSON.stringify(value) : String(value)).slice(0, 60);
}

function check(caller: string, checks: Checks, options: unknown, example: string): void {
  if (record(options) !== undefined) {
    throw new RangeError(`${caller} takes an object such as ${example}, not ${shown(options)}.`);
  }
  for (const [name, value] of Object.entries(options as object) as [string, unknown][]) {
    const wanted = checks[name];
    if (!wanted) {
      const near = Object.keys(checks).find(
        (known) => known.toLowerCase() === name.toLowerCase().replace(/[^a-z]/g, ''),
      );
      const hint = near ? `did you mean "${near}"?` : `there are ${Object.keys(checks).join(', ')}.`;
      throw new RangeError(`${caller} has no option "${name}": ${hint}`);
    }
    const problem = value === undefined ? undefined : wanted(value);
    if (problem !== undefined) throw new RangeError(`${caller}: ${name} has to be ${problem}, not ${shown(value)}.`);
  }
}

/**
 * Checks the options of `startMock` before anything is started.
 *
 * @throws RangeError in one line: which option, what it has to be, and what it is
 */
export const checkOptions = (options: unknown): void => check('startMock', CHECKS, options, "{ size: 'small' }");

/** The same of `mock.journal()`: a filter that nothing can meet would let every test pass. */
export const checkFilter = (filter: unknown): void => check('journal', FILTER, filter, "{ status: '4xx' }");

/** The same of `mock.findings()`. */
export const checkFindings = (options: unknown): void => check('findings', FINDINGS, options, "{ level: 'must' }");

/** The same of `mock.resize()` and `mock.setLatency()`. */
export const checkSize = (size: unknown): void => check('resize', { size: CHECKS['size'] }, { size }, '');
export const checkLatency = (value: unknown): void => {
  const ms: Check = (given) => (typeof given === 'number' ? undefined : latency(given)?.replace(/^/, 'a number, or '));
  check('setLatency', { latency: ms }, { latency: value }, '');
};
