import type { ClauseRecord } from '../spec/generated/run-record.ts';

/** Why more was not tried although the configuration allows it; see the schema of the run record. */
export type Because = NonNullable<ClauseRecord['because']>;

/** Why a clause was not run: in words alone, where the configuration or what the target holds is why. */
export type Reason = string | { readonly because: Because; readonly text: string };

/** A reason that lies in the target, the network or the run: another run may try the clause. */
export const lost = (text: string): Reason => ({ because: 'lost', text });

/** The words of a reason. */
export const textOf = (reason: Reason): string => (typeof reason === 'string' ? reason : reason.text);
