import type { KeyMaker, LimitTarget } from '../target.ts';
import { STEP } from './names.ts';
import { untilRefused } from './while-refused.ts';

/** While the race's budget is spent: a key that was just added, and one just regenerated, are refused like any (LIM-09). */
export async function renewedKeys(target: LimitTarget): Promise<void> {
  if (target.keys === undefined || target.depth === 'quick') return;
  const name = await tryWith(target, STEP.added, target.keys.add());
  await tryWith(target, STEP.regenerated, target.keys.regenerate(name));
}

async function tryWith(target: LimitTarget, scene: string, made: ReturnType<KeyMaker['add']>): Promise<string> {
  const name = await made;
  await target.one(scene, target.plain(scene));
  await untilRefused(target, scene, name);
  await target.one(scene, target.plain(scene));
  return name;
}
