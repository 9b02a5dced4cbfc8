/** The ids of the two runs that all others are compared with. */
export const UNDISTURBED = 'undisturbed';
export const UNDISTURBED_AGAIN = 'undisturbed-again';

/** How the client has to end: with status 0; with status 0 and the undisturbed result; with another status. */
export type Expects = 'success' | 'same-result' | 'failure';

/**
 * What a scenario is about: `calm` disturbs nothing; `data` serves rare data that the contract allows; `paging` serves small
 * pages; `moving` changes the rows meanwhile; `limit`, `network` and `stuck` disturb for a while; `rejected` and `down` last.
 */
export type Nature = 'calm' | 'data' | 'paging' | 'moving' | 'limit' | 'network' | 'stuck' | 'rejected' | 'down';
