/** Marks a test that takes more than five seconds: `npm run test:long` runs it, `npm test` does not. */
export const SLOW = { tag: '@slow' } as const;
