/** What the names of all records begin with that a run makes, so that anybody can tell them in the portal. */
export const MARK = 'mitp-contract';

/** What the names of all records of one run begin with. */
export const markOf = (runId: string): string => `${MARK} ${runId.slice(0, 8)}`;
