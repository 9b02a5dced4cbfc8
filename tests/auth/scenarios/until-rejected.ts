/** What trying a revoked or deleted key needs: a clock, and a way to send it. Small, so that a simulated server can stand in. */
export interface RejectedKeyTarget {
  now(): number;
  sleep(ms: number): Promise<void>;
  /** Whether the target's clock is moved, so that waiting means nothing: there "at once" means at once. */
  readonly movable: boolean;
  /** Sends one request now, on a new connection or a warm one. @returns the status, or undefined where no response came */
  send(newConnection: boolean): Promise<number | undefined>;
  /** Sends a request with a valid key, so that a server which rejects every key does not pass. */
  control(): Promise<unknown>;
}

/** Seconds after an act at which the key is tried on a live target (KEY-06, KEY-11). */
const TRIES_S = [0, 0.25, 0.5, 1, 2, 3, 5, 8, 13, 21, 34, 55, 65];
/**
 * Rejections in a row after which the key counts as rejected, and the least number of tries: another node may not know it yet.
 */
const ENOUGH = 3;
const LEAST = 5;

/** Most requests that a key which is still served may use. */
export const MOST_TRIES = TRIES_S.length;

/** Tries a key that should be rejected, from now on, until it was rejected often enough. */
export async function tryUntilRejected(target: RejectedKeyTarget): Promise<void> {
  const started = target.now();
  let inRow = 0;
  for (const [i, seconds] of TRIES_S.entries()) {
    const wait = seconds * 1000 - (target.now() - started);
    if (wait > 0 && !target.movable) await target.sleep(wait);
    const status = await target.send(i % 2 === 1);
    inRow = status === 401 || status === 403 ? inRow + 1 : 0;
    if (target.movable ? i >= ENOUGH : inRow >= ENOUGH && i + 1 >= LEAST) break;
  }
  await target.control();
}
