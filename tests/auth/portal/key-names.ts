/** Prefix of the names of all records that a run creates, so that anybody can recognise them in the portal. */
export const MARK = 'mitp-contract';

/** Prefix of the names of all records of one run. */
export const markOf = (runId: string): string => `${MARK} ${runId.slice(0, 8)}`;
