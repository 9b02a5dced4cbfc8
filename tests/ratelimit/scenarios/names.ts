/** Names of the protocol's steps in the recorder; the checks find their evidence by them. */
export const STEP = {
  /** The other provider's key, long before any burst: proof that it works. */
  control: 'lim-control',
  /** The burst after a quiet window, and once more where it got no rejection. */
  burst1: 'lim-burst-1',
  again: 'lim-burst-1-again',
  /** Many requests to one operation, where bursts over all of them got no rejection. */
  oneOperation: 'lim-one-operation',
  /** Requests with other keys while the provider is rejected. */
  rejected1: 'lim-rejected-1',
  rejected2: 'lim-rejected-2',
  /** At depth quick: how soon a spent quota gives the next requests back. */
  soon: 'lim-soon',
  /** Requests at intervals until one is served again. */
  poll1: 'lim-poll-1',
  poll2: 'lim-poll-2',
  /** One request after a silent window, where polling was never served. */
  silence: 'lim-silence',
  /** The burst right after the first recovery. */
  burst2: 'lim-burst-2',
  /** One request right after the second recovery: a sliding log rejects it, a window serves it. */
  second: 'lim-second',
  /** The burst right after a second recovery that came early. */
  burst3: 'lim-burst-3',
  /** The burst after a quiet window, where earlier bursts disagreed. */
  repeated: 'lim-burst-repeated',
  /** Bursts after some part of a window, for limiters that refill gradually. */
  refill1: 'lim-refill-1',
  refill2: 'lim-refill-2',
  refill3: 'lim-refill-3',
  refill4: 'lim-refill-4',
  /** Requests that are rejected for their key, right before the race. */
  unauthorised: 'lim-unauthorised',
  race: 'lim-race',
  /** Requests with keys that are generated while the quota is used up. */
  added: 'lim-added',
  regenerated: 'lim-regenerated',
} as const;

/** What a burst notes about itself: by how many milliseconds this process was late while it was sent. */
export const BURST = 'burst';
export const BEHIND = 'behind';

export type Step = (typeof STEP)[keyof typeof STEP];

/** Parts of the protocol that can be left out; the reason is an observation of {@link PLAN}. */
export type Part = 'burst' | 'rejected' | 'recovery' | 'race' | 'keys';

/** Where the recorder keeps what the protocol left out: as planned, or because the target or the run did not allow it. */
export const PLAN = 'lim-plan';
export const LEFT_OUT = 'left out';
export const LOST = 'lost';

/** What the scenario notes about this machine: by how many milliseconds its clock jumped while the limit was measured. */
export const MACHINE = 'lim-machine';
export const JUMPED = 'jumped';
