import { LIMITERS } from './limits/limiter.ts';

/** Gives what an option has to be, where `value` is not that. */
type Check = (value: unknown) => string | undefined;

const whole =
  (min: number, max: number): Check =>
  (value) =>
    Number.isInteger(value) && Number(value) >= min && Number(value) <= max
      ? undefined
      : `a whole number from ${String(min)} to ${String(max)}`;
const oneOf =
  (...known: readonly string[]): Check =>
  (value) =>
    known.includes(value as string) ? undefined : `one of ${known.join(', ')}`;
const text: Check = (value) => (typeof value === 'string' && value !== '' ? undefined : 'a text');
const texts: Check = (value) =>
  Array.isArray(value) && value.every((one) => typeof one === 'string') ? undefined : 'a list of texts';
const list: Check = (value) => (Array.isArray(value) ? undefined : 'a list');
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
/** The parts that every snapshot has; a file without them was cut short, or is something else. */
const SNAPSHOT = ['version', 'clock', 'providers', 'keys', 'budgets', 'faults', 'latency'];
const snapshot: Check = (value) =>
  record(value) === undefined && SNAPSHOT.every((name) => Object.hasOwn(value as object, name))
    ? undefined
    : 'what mock.snapshot() gave';
const positive: Check = (value) =>
  typeof value === 'number' && value > 0 && value <= 86_400 ? undefined : 'a number of seconds above 0, up to 86400';
const origins: Check = (value) =>
  Array.isArray(value) &&
  value.every((one) => typeof one === 'string' && URL.canParse(one) && new URL(one).origin === one)
    ? undefined
    : 'a list of origins such as "http://localhost:5173", without a path';

/** Each option of `startMock`. */
const CHECKS: Readonly<Record<string, Check | undefined>> = {
  port: whole(0, 65_535),
  host: text,
  size: oneOf('empty', 'small', 'medium', 'large'),
  seed: whole(0, 2 ** 31 - 1),
  demoKeys: record,
  rateLimit: whole(1, 1e9),
  rateWindowSeconds: positive,
  limiter: oneOf(...LIMITERS),
  latency,
  faults: texts,
  variants: texts,
  situations: list,
  cors: flag,
  catalogue: list,
  controlToken: text,
  controlOrigins: origins,
  spec: text,
  onReload: handler,
  onRequest: handler,
  caches: flag,
  snapshot,
  data: record,
  store: text,
};

/** What a value looks like in a message: short, and no more of an object than its names. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${typeof value[0]}`;
  if (typeof value === 'object' && value !== null) return `{ ${Object.keys(value).join(', ')} }`.slice(0, 60);
  return typeof value === 'function' ? 'a function' : (JSON.stringify(value) ?? String(value)).slice(0, 60);
}

/**
 * Checks the options of `startMock` before anything is started.
 *
 * @throws RangeError in one line: which option, what it has to be, and what it is
 */
export function checkOptions(options: unknown): void {
  if (record(options) !== undefined) {
    throw new RangeError(`startMock takes an object such as { size: 'small' }, not ${shown(options)}.`);
  }
  for (const [name, value] of Object.entries(options as object) as [string, unknown][]) {
    const check = CHECKS[name];
    if (!check) {
      const near = Object.keys(CHECKS).find(
        (known) => known.toLowerCase() === name.toLowerCase().replace(/[^a-z]/g, ''),
      );
      const hint = near ? `did you mean "${near}"?` : `there are ${Object.keys(CHECKS).join(', ')}.`;
      throw new RangeError(`startMock has no option "${name}": ${hint}`);
    }
    if (value === undefined) continue;
    const wanted = check(value);
    if (wanted !== undefined) throw new RangeError(`startMock: ${name} has to be ${wanted}, not ${shown(value)}.`);
  }
}
