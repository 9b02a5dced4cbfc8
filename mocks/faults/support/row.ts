import type { Fault } from '../hooks.ts';

/** Makes the rows of a table of faults: `fault(id, sentence, clauses, hooks)`, as Fault names them. */
export const faultOf =
  <Class extends string>(name: Class) =>
  (
    id: string,
    sentence: string,
    clauses: readonly string[],
    hooks: Fault['hooks'],
  ): Fault & { readonly class: Class } => ({ id, class: name, sentence, clauses, hooks });
