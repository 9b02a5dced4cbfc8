import type { ClauseId } from '../../../spec/clauses.ts';
import type { Case, Outcome } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { knownList, type KnownList } from '../../../verifier/model/known-lists.ts';
import { listCase, MOVED } from '../../../verifier/case-check.ts';
import { isSameRule, readListRequest, type ListRequest } from '../../../verifier/model/list-request.ts';
import type { FilterRule } from '../../../verifier/requests.ts';
import type { CompletedExchange, RequestSpec } from '../../../verifier/exchange.ts';
import { filterCase } from '../checks/filtered.ts';
import { operationsOf } from '../checks/rotate.ts';
import { findings, type Found } from './findings.ts';
import { clausesOf, concerns, isSpared, type Broken } from './guilty-clause.ts';
import type { Part } from './part.ts';
import { recordedLists } from './recorded-lists.ts';
import { sliceOf } from './slice.ts';
import { brokenIn, shown, type Finding, type Guilty } from './taken-apart.ts';

/**
 * Cases of one clause over whole pages: the combined requests (filter, sort and page), and every other well-formed list request
 * of the run. Each page is compared with what the known rows predict for it. A page that deviates is taken apart to the smallest
 * request that still deviates, which counts for the clause that it breaks.
 */
export function* everyPage(context: CheckContext, clause: ClauseId): Iterable<Case> {
  for (const operation of operationsOf(context)) {
    const list = knownList(context, operation);
    if (!list) continue;
    yield* searchCase(context, list);
    const own = new Set<string>();
    for (const one of findings(context, list)) {
      for (const target of [one.combined.request.target, ...one.parts]) own.add(target);
      yield* combinedCase(list, clause, one);
    }
    for (const request of recordedLists(context.recorder, list.first.request.target)) {
      const requested = own.has(request.target) ? null : readListRequest(operation, request);
      if (!requested || !concerns(clause, requested)) continue;
      const judge = (base: KnownList, exchange?: CompletedExchange): Outcome =>
        exchange && judgePage(base, clause, requested, exchange);
      yield listCase(list, { label: request.target, depth: context.depth, requests: [request] }, judge);
    }
  }
}

/** The next request in search of a slice of a long list: much is predicted from it. Its page is judged with the recorded ones. */
function* searchCase(context: CheckContext, list: KnownList): Iterable<Case> {
  const slice = sliceOf(context, list);
  if (slice.kind !== 'open') return;
  const { id: operation } = list.operation;
  const { request } = slice;
  yield { operation, label: 'slice', depth: 'quick', requests: [request], foundation: true, judge: () => undefined };
}

/** What a page shows of a clause: the first deviation that breaks it. */
function judgePage(list: KnownList, clause: ClauseId, requested: ListRequest, exchange: CompletedExchange): Outcome {
  const all = brokenIn(list, requested, exchange);
  const broken = all.find((one) => clausesOf(one, requested).includes(clause));
  if (broken) return shown(broken);
  // A rejection that the single conditions get as well is judged there.
  return all.some(({ part }) => part === 'status') ? { note: 'no list was served' } : undefined;
}

/** A combined request as a case of one clause: as predicted, or broken in what the clause promises. */
function* combinedCase(list: KnownList, clause: ClauseId, { combined, found }: Found): Iterable<Case> {
  const { id: operation } = list.operation;
  const { depth, label } = combined;
  if (found.kind === 'left') return;
  const guilty = found.kind === 'guilty' ? found : found.kind === 'open' ? found.soFar : undefined;
  if (guilty) {
    const broken = guilty.broken.find((one) => clausesBy(guilty, one).includes(clause));
    if (broken && !isToldAlone(combined.parts, guilty, broken)) {
      yield { operation, label, depth: 'quick', requests: [guilty.request], judge: () => told(broken, guilty) };
      if (found.kind === 'guilty') return;
    }
  }
  if (!concerns(clause, combined.requested)) return;
  const { requests, urgent } = wanted(clause, combined.request, found);
  const judge = () => (found.kind === 'moved' ? { note: MOVED } : undefined);
  const foundation = combined.isAhead === true && !urgent;
  const spare = combined.isSpare === true;
  yield { operation, label, depth: urgent ? 'quick' : depth, requests, urgent, foundation, spare, judge };
}

/** The clauses that a deviation breaks: those of the filter that explains it, where one does. */
function clausesBy({ requested, smallest, suspect }: Guilty, broken: Broken): readonly ClauseId[] {
  if (suspect === undefined || !['filter', 'total'].includes(broken.part))
    return clausesOf(broken, requested, smallest);
  const alone = { ...requested, filters: [{ ...suspect, operator: null }], sorts: [], page: 1, paged: false };
  return clausesOf({ ...broken, part: 'filter' }, alone);
}

/** The requests with which a clause takes a combined request apart, if the deviation may belong to the clause. */
function wanted(clause: ClauseId, request: RequestSpec, found: Finding): Required<Pick<Case, 'requests' | 'urgent'>> {
  if (found.kind !== 'open' || isSpared(clause, found.broken ?? [])) return { requests: [request], urgent: false };
  return { requests: found.requests, urgent: found.urgent };
}

const told = (broken: Broken, { exchange }: Guilty): Outcome => ({
  ...shown(broken),
  ...(exchange === undefined ? {} : { exchange }),
});

/** Whether a single rule or order is to blame: then its own case explains it (see {@link partCases} and SRT-01). */
function isToldAlone(parts: readonly Part[], { requested }: Guilty, { part }: Broken): boolean {
  const { filters, within, sorts, paged } = requested;
  if (within.length > 0) return false;
  if (part === 'order') return filters.length === 0 && sorts.length === 1 && !paged;
  const [rule] = filters;
  if (part !== 'filter' || filters.length !== 1 || sorts.length > 0 || paged || !rule) return false;
  return parts.some((one) => isSameRule(one.rule, rule));
}

/** Makes the case of one rule; null where it cannot be tried alone. */
type Single = (context: CheckContext, list: KnownList, rule: FilterRule) => Omit<Case, 'depth'> | null;

/** Cases of the rules in a list's combined requests, each tried alone: at once where it is to blame, else at `full`. */
export function* partCases(
  context: CheckContext,
  list: KnownList,
  clause: ClauseId,
  isWanted: (part: Part) => boolean,
  single: Single = (one, of, rule) => filterCase(one, of, [rule]),
): Iterable<Case> {
  for (const { combined, found } of findings(context, list)) {
    for (const { rule } of combined.parts.filter(isWanted)) {
      const alone = single(context, list, { ...rule, operator: null });
      if (!alone) continue;
      const [first] = found.kind === 'guilty' ? found.broken : [];
      const guilty =
        found.kind === 'guilty' &&
        first !== undefined &&
        found.requested.filters.some((one) => isSameRule(one, rule)) &&
        isToldAlone(combined.parts, found, first);
      if (!guilty && found.kind !== 'left') {
        const { requests, urgent } = wanted(clause, combined.request, found);
        const judge = () => (found.kind === 'moved' ? { note: MOVED } : undefined);
        yield {
          ...{ operation: list.operation.id, label: alone.label ?? '', depth: combined.depth },
          requests,
          urgent,
          judge,
        };
      }
      yield { ...alone, depth: guilty ? 'quick' : 'full', urgent: guilty };
    }
  }
}
