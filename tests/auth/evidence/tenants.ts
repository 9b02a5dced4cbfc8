import { keyOf, type CompletedExchange, type Exchange } from '../../../verifier/exchange.ts';
import { envelope, rowName, valueAt, type Row } from '../../../verifier/model/known-lists.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';

/** What only one of two IT providers was seen to have. */
interface Belongings {
  /** Uuids of its rows. */
  readonly ids: ReadonlySet<string>;
  /** Whole rows, where ids are numbers, by operation: `listFindings {...}`. */
  readonly rows: ReadonlySet<string>;
  /** Names that hardly anybody else has. */
  readonly names: ReadonlySet<string>;
}

const UUID = /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi;
const WHOLE_UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
/** A name of at least two words, long enough that two providers hardly share it by chance. */
const NAME = /^(?=.{10,})\S+ \S/;
const NAMED = ['name', 'fullName', 'title'];

export type Side = 'own' | 'foreign';

/** Which provider's key an exchange carried; undefined for none, and for an inactive or malformed one. */
export function sideOf({ request }: Exchange): Side | undefined {
  const key = keyOf(request);
  if (key === 'foreign') return 'foreign';
  return key === 'active' || key === 'sibling' || key?.startsWith('made-') ? 'own' : undefined;
}

/**
 * What only one side was seen to have in its plain lists, requested without any parameter. Lists below a row count only for the
 * other provider, whose key was sent first: the check looks for the same rows in the responses to our key.
 */
export function belongings(context: CheckContext): Readonly<Record<Side, Belongings>> {
  const [own, foreign] = [ofSide(context, 'own'), ofSide(context, 'foreign')];
  return { own: without(own, foreign), foreign: without(foreign, own) };
}

function ofSide({ recorder, contract }: CheckContext, side: Side): Belongings {
  const nested = new Set(contract.operations.filter(({ parent }) => parent !== undefined).map(({ id }) => id));
  const [ids, rows, names] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const exchange of recorder.completed()) {
    if (sideOf(exchange) !== side || exchange.request.target.includes('?')) continue;
    if (side === 'own' && nested.has(exchange.request.operation ?? '')) continue;
    for (const row of envelope(exchange.response)?.items ?? []) {
      const id = valueAt(row, 'id');
      if (typeof id === 'string' && WHOLE_UUID.test(id)) ids.add(id.toLowerCase());
      else rows.add(marked(exchange, row));
      for (const name of NAMED.map((field) => valueAt(row, field)))
        if (typeof name === 'string' && NAME.test(name)) names.add(name);
    }
  }
  return { ids, rows, names };
}

function without(one: Belongings, other: Belongings): Belongings {
  const less = (a: ReadonlySet<string>, b: ReadonlySet<string>) => new Set([...a].filter((item) => !b.has(item)));
  return { ids: less(one.ids, other.ids), rows: less(one.rows, other.rows), names: less(one.names, other.names) };
}

const marked = ({ request }: Exchange, row: Row) => `${request.operation ?? ''} ${JSON.stringify(row)}`;

/** What of the other side a response shows, in words; undefined where it shows nothing of it. */
export function shownOf(theirs: Belongings, exchange: CompletedExchange): string | undefined {
  const { response, request } = exchange;
  const requested = decoded(request.target).toLowerCase();
  if (theirs.ids.size > 0) {
    for (const [id] of response.text.matchAll(UUID)) {
      // An error may name the value that it rejects.
      if (theirs.ids.has(id.toLowerCase()) && (response.status < 400 || !requested.includes(id.toLowerCase())))
        return `its id ${id}`;
    }
  }
  if (response.status >= 400) {
    const name = [...theirs.names].find((one) => response.text.includes(one) && !requested.includes(one.toLowerCase()));
    return name === undefined ? undefined : `its name ${JSON.stringify(name)}`;
  }
  if (theirs.rows.size === 0) return undefined;
  const row = (envelope(response)?.items ?? []).find((one) => theirs.rows.has(marked(exchange, one)));
  return row && `its row ${rowName(row)}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
