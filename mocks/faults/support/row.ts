import type { Fault } from '../hooks.ts';

/** A row of a table of faults, in one call: for tables whose rows need no more than a line or two. */
export const faultOf =
  (name: string) =>
  (id: string, sentence: string, clauses: readonly string[], hooks: Fault['hooks']): Fault => ({
    id,
    class: name,
    sentence,
    clauses,
    hooks,
  });
