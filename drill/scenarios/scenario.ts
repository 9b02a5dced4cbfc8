import type { Contract } from '../../spec/contract.ts';
import type { Disturbance } from '../disturbance.ts';
import type { DatasetOptions } from '../dataset/dataset.ts';
import type { Expects, Nature } from '../rules/nature.ts';

/** What is known of the client from its undisturbed run. */
export interface Usual {
  readonly requests: number;
  readonly seconds: number;
  /** How many pages after the first it read, each counted once. */
  readonly laterPages: number;
}

/** Conditions under which a client runs. */
export interface Scenario {
  readonly id: string;
  readonly sentence: string;
  readonly expects: Expects;
  readonly nature: Nature;
  /** About how many seconds a conforming client needs: long ones start first. */
  readonly weight?: number;
  /** The content of the lists; 130 ordinary rows each unless set. */
  readonly data?: DatasetOptions;
  /** Serves pages of two fifths of the requested size, and says so. */
  readonly smallPages?: true;
  /** Nothing listens at the address from the start. */
  readonly closed?: true;
  /** What disturbs the requests; absent where nothing does. */
  disturb?(usual: Usual): Disturbance;
  /** Why the scenario proves nothing about this client; undefined where it does. */
  unfit?(usual: Usual, patience: number, contract: Contract): string | undefined;
}

/** The number of a request in the middle of what the client usually sends: never the first where there is a second. */
export const middle = ({ requests }: Usual): number => (requests < 2 ? 1 : Math.max(2, Math.ceil((requests + 1) / 2)));
