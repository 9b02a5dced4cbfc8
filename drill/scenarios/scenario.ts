import type { Contract } from '../../spec/contract.ts';
import type { Disturbance } from '../disturbance.ts';
import type { DatasetOptions } from '../dataset/dataset.ts';

/** What the client's end has to be: status 0; status 0 and the undisturbed result; another status. */
export type Expects = 'success' | 'same-result' | 'failure';

/**
 * What a scenario is about: `calm` is an ordinary day; `data` serves what the contract allows and few have seen; `paging`
 * cuts pages small; `moving` changes the rows meanwhile; `limit`, `network` and `stuck` disturb for a while; `rejected` and
 * `down` last.
 */
export type Nature = 'calm' | 'data' | 'paging' | 'moving' | 'limit' | 'network' | 'stuck' | 'rejected' | 'down';

/** What is known of the client from its undisturbed run. */
export interface Usual {
  readonly requests: number;
  readonly seconds: number;
}

/** One day in the life of a client. */
export interface Scenario {
  readonly id: string;
  readonly sentence: string;
  readonly expects: Expects;
  readonly nature: Nature;
  /** About how many seconds an honest client needs: long ones start first. */
  readonly weight?: number;
  /** What the lists hold; 130 ordinary rows each unless said otherwise. */
  readonly data?: DatasetOptions;
  /** Serves pages of two fifths of what was asked for, and says so. */
  readonly smallPages?: true;
  /** Nothing listens at the address from the start. */
  readonly closed?: true;
  /** What happens on the way; nothing where it is absent. */
  disturb?(usual: Usual): Disturbance;
  /** Why it says nothing of this client; undefined where it does. */
  unfit?(usual: Usual, patience: number, contract: Contract): string | undefined;
}
