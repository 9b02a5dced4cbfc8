import type { Contract } from '../../spec/contract.ts';
import type { Disturbance } from '../disturbance.ts';
import type { DatasetOptions } from '../dataset/dataset.ts';
import type { Expects, Nature } from '../rules/nature.ts';

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
  /** Serves pages of two fifths of the requested size, and says so. */
  readonly smallPages?: true;
  /** Nothing listens at the address from the start. */
  readonly closed?: true;
  /** What happens on the way; nothing where it is absent. */
  disturb?(usual: Usual): Disturbance;
  /** Why it says nothing of this client; undefined where it does. */
  unfit?(usual: Usual, patience: number, contract: Contract): string | undefined;
}
