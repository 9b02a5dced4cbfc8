import type { Make } from './condition.ts';

export const late: Make = (_, dice) => {
  const after = 8 + dice.below(30);
  return {
    kind: 'after so many requests',
    words: `after ${after} requests for the list`,
    ordered: false,
    passing: true,
    holds: (__, count) => count > after,
    examples: () => [''],
  };
};

export const now: Make = (_, dice) => {
  const every = 3 + dice.below(6);
  return {
    kind: 'now and then',
    words: `one request in ${every}`,
    ordered: false,
    passing: true,
    holds: (__, count) => count % every === 0,
    examples: () => [''],
  };
};

export const whole: Make = () => ({
  kind: 'every request',
  words: 'every request',
  ordered: false,
  passing: true,
  holds: () => true,
  examples: () => [''],
});
