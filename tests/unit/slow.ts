/** Marks a test that takes more than three seconds, on a busy machine: `npm run test:long` runs it, `npm test` does not. */
export const SLOW = { tag: '@slow' } as const;
