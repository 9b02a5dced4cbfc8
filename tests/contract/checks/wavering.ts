import type { Case, Outcome } from '../../../verifier/case.ts';
import { MOVED } from '../../../verifier/case-check.ts';
import type { CheckContext, Depth } from '../../../verifier/check-context.ts';
import { contentOf, type CompletedExchange, type RequestSpec } from '../../../verifier/exchange.ts';
import { envelope, type KnownList } from '../../../verifier/model/known-lists.ts';
import { hasMoved } from '../../../verifier/reread.ts';

/** Requests one right after the other: one change of the data among them is told from a server that wavers. */
const CLOSELY = 4;

/** A request, several times, one right after the other. */
export const closely = (request: RequestSpec): RequestSpec[] =>
  Array.from({ length: CLOSELY }, (_, i) => ({ ...request, fresh: `again closely ${i + 1}` }));

/** What the responses to {@link closely} show: all the same, one change of the data, or a server that wavers. */
export function wavering(responses: readonly CompletedExchange[], say = saidIn): Outcome {
  // One that was rejected for the quota was sent again after the others.
  const shown = responses.toSorted((a, b) => a.n - b.n).map(say);
  const at = shown.findIndex((text, i) => i > 0 && text !== shown[i - 1]);
  if (at < 0) return undefined;
  const changes = shown.filter((text, i) => i > 0 && text !== shown[i - 1]).length;
  const comesBack = new Set(shown).size <= changes;
  if (!comesBack && changes < shown.length - 1) return { note: MOVED };
  return { want: 'the same response to the same request', got: difference(shown[at - 1] ?? '', shown[at] ?? '') };
}

const saidIn = ({ response }: CompletedExchange): string => `${response.status} ${contentOf(response)}`;

function difference(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const part = (text: string) => text.slice(Math.max(0, at - 20), at + 30);
  return `...${part(a)}... and then ...${part(b)}...`;
}

/**
 * Most lists of which a request that got two responses is sent again. Where there is none, one is tried that was sent more than
 * once: a quick run has no requests for that.
 */
const MOST_LISTS: Readonly<Record<Depth, number>> = { quick: 1, standard: 2, full: 9 };

/**
 * Requests with parameters that got two responses, or were doubted, although their list was the same whenever it was requested without
 * any: one of several machines behind the address may respond otherwise. They are sent again, one right after the other.
 */
export function parametersWaver(context: CheckContext, lists: readonly KnownList[]): Case[] {
  const repeated = lists
    .filter((list) => !hasMoved(context, list.operation.id))
    .flatMap((list) => again(context, list));
  const differing = repeated.filter(({ differs }) => differs).slice(0, MOST_LISTS[context.depth]);
  const doubted = context.depth === 'quick' ? [] : repeated.slice(0, 1);
  return (differing.length > 0 ? differing : doubted).map(({ list, request, differs }) => ({
    ...{ operation: list.operation.id, label: 'the same parameters', depth: 'quick', urgent: differs },
    requests: closely(request),
    judge(...responses) {
      const outcome = wavering(responses, countIn);
      if (outcome === undefined || 'note' in outcome) return outcome;
      const counts = [...new Set(responses.map(countIn))];
      // Rows that are added all the time give another count each time.
      if (counts.length === responses.length) return { note: MOVED };
      return { ...outcome, got: `${counts.join(', and then ')}, while ${list.first.request.target} stayed the same` };
    },
  }));
}

interface Repeated {
  readonly list: KnownList;
  readonly request: RequestSpec;
  /** Whether its responses had other counts of rows, or one was a rejection. */
  readonly differs: boolean;
}

/** The list's first request with parameters that differed, else the first one that was sent more than once outside a burst. */
function again({ recorder }: CheckContext, list: KnownList): Repeated[] {
  const { target, headers } = list.first.request;
  const own = JSON.stringify(headers);
  const seen = new Map<string, { request: RequestSpec; said: string }>();
  let twice: RequestSpec | undefined;
  for (const exchange of recorder.completed()) {
    const { request, response, scenario } = exchange;
    if (!request.target.startsWith(`${target}?`) || request.via !== undefined || scenario.startsWith(BURST)) continue;
    if (request.method !== 'GET' || JSON.stringify(request.headers) !== own) continue;
    if (response.status !== 400 && envelope(response) === null) continue;
    const said = countIn(exchange);
    const before = seen.get(request.target);
    if (before === undefined) seen.set(request.target, { request, said });
    else if (before.said !== said) return [{ list, request: before.request, differs: true }];
    else twice ??= before.request;
  }
  return twice === undefined ? [] : [{ list, request: twice, differs: false }];
}

/** How the scenarios that measure the limit are named: what they send again is no doubt about a response. */
const BURST = 'lim-';

/** How many rows a response has and counts. Which rows a page has may depend on the turn of ties, which is open. */
function countIn({ response }: CompletedExchange): string {
  const page = envelope(response);
  return page ? `${page.items.length} rows of ${page.totalCount}` : `status ${response.status}`;
}
