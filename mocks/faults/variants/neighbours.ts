import type { Fault } from '../hooks.ts';
import { faultOf } from '../support/row.ts';
import type { Variant } from './variant.ts';

/** Another client of each provider, which spends so many requests a window, evenly. */
const neighbour =
  (count: number): Fault['hooks'] =>
  ({ limit: { windowMs } }) => {
    const next = new Map<string, number>();
    return {
      limiter: (original) => {
        const settle = (providerId: string, now: number) => {
          let at = next.get(providerId) ?? now - windowMs;
          for (; at <= now; at += windowMs / count) original.spend(providerId, at);
          next.set(providerId, at);
        };
        return {
          ...original,
          spend(providerId, now) {
            settle(providerId, now);
            return original.spend(providerId, now);
          },
          left(providerId, now) {
            settle(providerId, now);
            return original.left(providerId, now);
          },
        };
      },
    };
  };

const variant = faultOf('variant');

/** The same few requests short each time look like a lower limit: that is a warning with both explanations. */
const TAKEN_FOR_LESS = ['LIM-01', 'LIM-06', 'LIM-07'];

/** Another client that uses the same quota; the suites run without --quiet-provider. */
export const NEIGHBOURS: readonly Variant[] = [
  {
    ...variant(
      'neighbour',
      'Another client of the provider sends five requests a window.',
      TAKEN_FOR_LESS,
      neighbour(5),
    ),
    busy: true,
  },
  {
    ...variant(
      'slow-neighbour',
      'Another client of the provider sends two requests a window.',
      TAKEN_FOR_LESS,
      neighbour(2),
    ),
    busy: true,
  },
];
