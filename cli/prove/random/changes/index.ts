import type { Operation } from '../../../../spec/contract.ts';
import type { Condition } from '../conditions/condition.ts';
import type { Dice } from '../dice.ts';
import type { Change, Make } from './change.ts';
import { bodyGone, echo, headers, status, total } from './envelope.ts';
import { moved, reverse, swap } from './order.ts';
import { forget, misread, shiftedPage } from './requests.ts';
import { capped, drop, emptied, foreign, identity, repeat, thinOut } from './rows.ts';
import { another, nestedOfAnother, nulled, removed, retyped } from './values.ts';

/** How often each change is chosen. */
const WEIGHTS: readonly (readonly [number, Make])[] = [
  [4, drop],
  [3, repeat],
  [2, thinOut],
  [2, capped],
  [1, identity],
  [3, foreign],
  [2, emptied],
  [4, swap],
  [2, reverse],
  [2, moved],
  [6, another],
  [3, nulled],
  [2, removed],
  [2, retyped],
  [2, nestedOfAnother],
  [4, total],
  [2, echo],
  [1, bodyGone],
  [2, status],
  [2, headers],
  [5, forget],
  [3, misread],
  [2, shiftedPage],
];

/** A random change that breaks a promise under this condition; undefined where the chosen one breaks none. */
export function changeFor(operation: Operation, condition: Condition, dice: Dice): Change | undefined {
  const all = WEIGHTS.flatMap(([weight, make]) => Array.from({ length: weight }, () => make));
  return dice.pick(all)(operation, condition, dice);
}
