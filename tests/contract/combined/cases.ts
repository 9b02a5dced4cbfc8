import type { Case, CheckContext } from '../../../verifier/check.ts';
import type { KnownList } from '../../../verifier/model/known-lists.ts';
import type { FilterRule } from '../../../verifier/requests.ts';
import { filterCase } from '../checks/filtered.ts';
import { findings, type Finding } from './apart.ts';
import { requestOf, type Combined } from './plan.ts';
import type { Part } from './parts.ts';

/** Why a case says nothing where its list was another one at each reading. */
const MOVED = 'the list changed meanwhile';

/** What a broken request comes to: one of its parts alone, or a clause about parts that are right alone and wrong together. */
export type Blame = 'rules' | 'order' | 'FIL-06' | 'SRT' | 'PAG-02';

export function blame({ asked, deviation: { side } }: Finding & { kind: 'guilty' }): Blame {
  const [rules, order, page] = [(asked.rules ?? []).length > 0, asked.order !== undefined, asked.page !== undefined];
  if (rules && !order && !page) return 'rules';
  if (order && !rules && !page) return 'order';
  if (side === 'filter') return 'FIL-06';
  return side === 'order' ? 'SRT' : 'PAG-02';
}

/** Makes the case of one rule; gives null where it cannot be asked alone. */
type Single = (context: CheckContext, list: KnownList, rule: FilterRule) => Omit<Case, 'depth'> | null;

/**
 * Cases for the filter rules that the combined requests of a list carry. As long as those come as predicted they are the
 * evidence; where one does not, and its rules alone do not either, each rule is asked alone, which tells the guilty one.
 * At `full` each is asked alone in any case.
 */
export function* partCases(
  context: CheckContext,
  list: KnownList,
  wanted: (part: Part) => boolean,
  single: Single = (one, of, rule) => filterCase(one, of, [rule]),
): Iterable<Case> {
  for (const { asked, found } of findings(context, list)) {
    for (const { rule } of asked.parts.filter(wanted)) {
      const alone = single(context, list, rule);
      if (!alone) continue;
      const guilty = found.kind === 'guilty' && blame(found) === 'rules';
      if (!guilty) yield* covered(context, list, asked, found, alone.label ?? '');
      yield { ...alone, depth: guilty ? 'quick' : 'full', urgent: guilty };
    }
  }
}

/** A case that a combined request has tried: nothing is broken there, as far as this case goes. */
export function* covered(
  context: CheckContext,
  list: KnownList,
  asked: Combined,
  found: Finding,
  label: string,
): Iterable<Case> {
  const request = requestOf(context, list, asked);
  if (!request || found.kind === 'left') return;
  const { id: operation } = list.operation;
  const requests = found.kind === 'open' ? found.requests : [request];
  const judge = () => (found.kind === 'moved' ? { note: MOVED } : undefined);
  yield { operation, label, depth: 'quick', requests, judge, urgent: found.kind === 'open' && found.urgent };
}

/** Cases that tell what is right alone and wrong together, for the clause that is to blame. */
export function* togetherCases(
  context: CheckContext,
  list: KnownList,
  which: (to: Blame, asked: Partial<Combined>) => boolean,
): Iterable<Case> {
  for (const { found } of findings(context, list)) {
    if (found.kind !== 'guilty' || !which(blame(found), found.asked)) continue;
    yield told(found);
  }
}

/** A case of what was read again already. */
function told({ one: { operation, label = '', requests }, deviation }: Finding & { kind: 'guilty' }): Case {
  return { operation, label, depth: 'quick', requests, judge: () => deviation };
}

/** Rules that are right one by one and wrong together: the operator between them is to blame (FIL-05). */
export function* operatorCases(context: CheckContext, list: KnownList): Iterable<Case> {
  for (const { asked, found } of findings(context, list)) {
    if (found.kind !== 'guilty' || blame(found) !== 'rules' || asked.rules.length < 2) continue;
    const singles = asked.rules.map((rule) => filterCase(context, list, [{ ...rule, operator: null }]));
    const right = singles.every((one) => {
      const responses = one?.requests.map((request) => context.recorder.find(request)) ?? [];
      return responses.every((response) => response !== undefined) && one?.judge(...responses) === undefined;
    });
    if (right) yield told(found);
  }
}
