import { MARK } from './key-names.ts';
import type { Portal } from './portal.ts';

/** Names of the records in the portal that a run created, this one or an earlier one, from the whole list. */
export async function recordsOfRuns(portal: Portal, beginning = MARK): Promise<string[]> {
  const texts = await portal.list.all(beginning);
  const names = texts.flatMap((text) => NAME.exec(text.replace(/\s+/g, ' '))?.[0] ?? []);
  return [...new Set(names)].filter((name) => name.startsWith(beginning)).sort();
}

const NAME = new RegExp(`${MARK} [0-9a-f]{8} (limit|[a-z])(?![a-z])`);

/** Rounds in which records are removed: a form that was sent twice creates two of the same name. */
const ROUNDS = 6;

/**
 * Deletes all records whose names begin so, or revokes those that cannot be deleted, then reads the list again.
 * @param seen takes the names of all that were listed
 * @returns why each record that is still listed could not be removed, by name
 */
export async function removeRecords(
  portal: Portal,
  beginning: string,
  seen = new Set<string>(),
): Promise<Map<string, string>> {
  const left = new Map<string, string>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const listed = await recordsOfRuns(portal, beginning);
    for (const name of listed) seen.add(name);
    for (const name of left.keys()) if (!listed.includes(name)) left.delete(name);
    const open = listed.filter((name) => left.get(name) === undefined || left.get(name) === STILL);
    if (open.length === 0) break;
    for (const name of open) left.set(name, (await removeOne(portal, name)) ?? STILL);
    await portal.reloadKeys();
  }
  return left;
}

/** Why a deleted record counts as left. */
const STILL = 'the portal still lists it after it was deleted';

async function removeOne(portal: Portal, name: string): Promise<string | undefined> {
  let act = await actOn(portal, name);
  if (act === undefined) {
    // The list may have been drawn anew after the record before, and lost what was opened or ticked.
    await portal.reloadKeys();
    act = await actOn(portal, name);
  }
  if (act === undefined) return 'it can be neither deleted nor revoked';
  if (await portal.acts.press(name, act)) await portal.acts.answer(act);
  const why = await portal.acts.notDone(name, act);
  if (why !== undefined) return why;
  return act === 'revoke' ? 'it was revoked; it has no control to delete it' : undefined;
}

async function actOn(portal: Portal, name: string): Promise<'delete' | 'revoke' | undefined> {
  for (const act of ['delete', 'revoke'] as const) if (await portal.acts.offers(name, act)) return act;
  return undefined;
}
