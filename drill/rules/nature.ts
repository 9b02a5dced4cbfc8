/** What the client's end has to be: status 0; status 0 and the undisturbed result; another status. */
export type Expects = 'success' | 'same-result' | 'failure';

/**
 * What a scenario is about: `calm` is an ordinary day; `data` serves what the contract allows and few have seen; `paging`
 * cuts pages small; `moving` changes the rows meanwhile; `limit`, `network` and `stuck` disturb for a while; `rejected` and
 * `down` last.
 */
export type Nature = 'calm' | 'data' | 'paging' | 'moving' | 'limit' | 'network' | 'stuck' | 'rejected' | 'down';
