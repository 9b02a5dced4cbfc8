import { createHash, randomBytes } from 'node:crypto';
import type { Fault } from '../hooks.ts';
import { aliasing } from '../support/keys.ts';
import { faultOf } from '../support/row.ts';

const fault = faultOf('keys');

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** So many letters and digits that follow from a seed. */
const seeded = (seed: string, length: number) =>
  [...createHash('sha512').update(seed).digest()]
    .map((byte) => LETTERS[byte % LETTERS.length])
    .join('')
    .slice(0, length);
const random = (length: number) => seeded(randomBytes(32).toString('hex'), length);
const written = (value: number, base: number, length: number) =>
  Math.trunc(value).toString(base).padStart(length, '0').slice(-length);

/** Faults of the class keys: values that can be predicted. */
export const keysPredictable: readonly Fault[] = [
  fault(
    'value-time-inside',
    'Writes the milliseconds of the time into the middle of each value, in base 36.',
    ['KEY-15'],
    ({ clock }) => aliasing(() => `${random(14)}${written(clock.now(), 36, 9)}${random(17)}`),
  ),
  fault(
    'value-ulid',
    'Makes values as ULIDs, twice: the time in Crockford’s base 32, then chance.',
    ['KEY-15'],
    ({ clock }) => {
      const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
      const time = (ms: number) =>
        Array.from({ length: 10 }, (_, at) => CROCKFORD[Math.floor(ms / 32 ** (9 - at)) % 32]).join('');
      return aliasing(() => `${time(clock.now())}${[...randomBytes(30)].map((byte) => CROCKFORD[byte % 32]).join('')}`);
    },
  ),
  fault('value-seconds-hex', 'Ends each value with the seconds of the time in hexadecimal.', ['KEY-15'], ({ clock }) =>
    aliasing(() => `${random(32)}${written(Math.floor(clock.now() / 1000), 16, 8)}`),
  ),
  fault('value-seed-reused', 'Makes the second half of each value from the same seed.', ['KEY-15'], () =>
    aliasing(() => `${random(20)}${seeded('seed of the process', 20)}`),
  ),
  fault('value-shuffled-shared', 'Shares twenty characters between values, at another place in each.', ['KEY-15'], () =>
    aliasing((_, count) => {
      const own = random(20);
      const at = count % 20;
      return `${own.slice(0, at)}${seeded('shared', 20)}${own.slice(at)}`;
    }),
  ),
  fault('value-few-of-many', 'Draws all but six characters of each value from one of the last two.', ['KEY-15'], () => {
    const pool = [random(40), random(40)];
    return aliasing((_, count) => `${(pool[count % 2] ?? '').slice(0, 34)}${random(6)}`);
  }),
];
