import { Interrupted } from '../../../verifier/clock.ts';
import { mayHaveComeBack } from '../evidence/come-back.ts';
import { lastRejection } from '../evidence/while-rejected.ts';
import type { LimitTarget } from '../target.ts';
import { STEP } from './names.ts';
import { alternate } from './while-rejected.ts';

/**
 * Prepares everything for `renewedKeys` that takes time.
 * @returns whether keys can be generated at all; if not, the reason is the step's only observation
 */
export async function readyForKeys(target: LimitTarget): Promise<boolean> {
  if (target.keys === undefined || target.depth === 'quick') return false;
  return attempt(target, target.keys.prepare());
}

/**
 * While the quota is used up by the race: a key that was just added, and one just regenerated, are rejected like any other
 * (LIM-09).
 */
export async function renewedKeys(target: LimitTarget): Promise<void> {
  const { keys } = target;
  if (keys === undefined) return;
  await attempt(
    target,
    (async () => {
      const name = await keys.add();
      await tryWith(target, STEP.added, name);
      await tryWith(target, STEP.regenerated, await keys.regenerate(name));
    })(),
  );
}

/** The portal takes seconds, in which a bucket refills: that quota is used up first. */
async function tryWith(target: LimitTarget, scenario: string, name: string): Promise<void> {
  const since = lastRejection(target.recorder)?.sentAt ?? target.now();
  await alternate(target, scenario, name, mayHaveComeBack(target, target.now() - since));
}

/** If the portal gives up, only LIM-09 loses its evidence. */
async function attempt(target: LimitTarget, act: Promise<void>): Promise<boolean> {
  try {
    await act;
    return true;
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    const why = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
    target.recorder.observe({ scenario: STEP.added, step: 'portal', fact: 'unavailable', value: why });
    return false;
  }
}
