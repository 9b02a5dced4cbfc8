import type { MockControls } from '../controls.ts';
import type { JournalEntry } from '../journal/journal.ts';
import type { SharedStore } from './store.ts';

/** Replaces methods that would change the shared state on one replica alone. */
export function notHere(): never {
  throw new Error('Replicas share this: change it by the portal or the control API (/__mock), which tells them all.');
}

/** The controls of a replica: what belongs to it alone works, what is shared is changed by the control API. */
export const sharedControls = (controls: MockControls): MockControls => ({
  ...controls,
  spendQuota: notHere,
  resize: notHere,
  revoke: notHere,
  setLatency: notHere,
});

/** An entry's number in the journal of all replicas. */
const SHARE = 1_000_000_000;
const sharedId = (id: number, replica: number) => replica * SHARE + id;

/** The number that an entry has in its own replica's journal; undefined where it is another's. */
export const ownId = (id: number, replica: number): number | undefined =>
  Math.floor(id / SHARE) === replica ? id % SHARE : undefined;

/** Notes each request for all replicas, and calls the listeners of this one. */
export const tellAll =
  (store: () => SharedStore | undefined, tell?: (entry: JournalEntry) => void) => (entry: JournalEntry) => {
    const shared = store();
    if (shared) shared.note({ ...entry, id: sharedId(entry.id, shared.replica) });
    tell?.(entry);
  };
