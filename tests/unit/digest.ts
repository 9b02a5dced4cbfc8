import { createHash } from 'node:crypto';

/** Stands in a snapshot for what is too long to be read. */
export const digest = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value ?? null))
    .digest('hex')
    .slice(0, 8);
