import type { Field, Operation } from '../../../spec/contract.ts';
import type { ApiRequest, Reply } from '../../../mocks/types.ts';
import { memberOf, type Row } from '../../../mocks/data/columns.ts';
import { HTML, htmlPage, withBody, withHeaders, withJson } from '../../../mocks/faults/support/replies.ts';
import { withMember, without } from '../../../mocks/faults/support/rows.ts';
import type { Requested } from './asked.ts';
import { promisedFields, type Condition } from './conditions.ts';
import type { Dice } from './dice.ts';

export interface Envelope {
  readonly page: number;
  readonly pageSize: number;
  readonly totalCount: number;
  readonly items: readonly Row[];
}

/** What a change may use. */
export interface Scenario {
  readonly requested: Requested;
  readonly request: ApiRequest;
  readonly reply: Reply;
  readonly body: Envelope;
  /** A row of the list that other answers have shown and this one does not. */
  readonly stranger: Row | undefined;
  /** What the server honestly answers to another request. */
  readonly conforming: (request: ApiRequest) => Promise<Reply>;
}

/** What goes wrong with an answer. */
export interface Change {
  readonly kind: string;
  readonly words: string;
  /** The changed answer; undefined where this one cannot be changed so. */
  apply(scenario: Scenario): Promise<Reply | undefined> | Reply | undefined;
}

type Make = (operation: Operation, condition: Condition, dice: Dice) => Change | undefined;

const rowsOf = (
  kind: string,
  words: string,
  change: (items: readonly Row[], scenario: Scenario) => Partial<Envelope> | undefined,
): Change => ({
  kind,
  words,
  apply: (scenario) => {
    const changed = change(scenario.body.items, scenario);
    return changed && withJson(scenario.reply, { ...scenario.body, ...changed });
  },
});

/** Which row of a page: the first, the last, or one in between. */
const placeIn = (items: readonly Row[], at: number): number =>
  Math.min(items.length - 1, Math.floor(at * items.length));

const drop: Make = (_, condition, dice) => {
  const at = dice.pick([0, 0.5, 0.99]);
  // Data that changes in time may honestly lose a row, and its total with it.
  const counted = !condition.passing && dice.pick([true, false]);
  return rowsOf('drop a row', `a row is missing${counted ? ' and not counted' : ''}`, (items, { body }) => {
    if (items.length === 0) return undefined;
    const kept = items.toSpliced(placeIn(items, at), 1);
    return { items: kept, ...(counted && { totalCount: body.totalCount - 1 }) };
  });
};

const repeat: Make = (_, __, dice) => {
  const more = dice.pick([true, false]);
  return rowsOf('repeat a row', `a row comes twice${more ? ', one row more than asked for' : ''}`, (items) => {
    if (items.length < 2) return undefined;
    const at = placeIn(items, dice.pick([0, 0.5])) % (items.length - 1);
    const row = items[at] as Row;
    return { items: more ? items.toSpliced(at, 0, row) : items.toSpliced(at + 1, 1, row) };
  });
};

const swap: Make = (operation, { ordered }, dice) => {
  if (!ordered) return undefined;
  const far = dice.pick([true, false]);
  const fields = promisedFields(operation);
  return rowsOf(
    'swap rows',
    `two ${far ? '' : 'neighbouring '}rows change places`,
    (items, { requested: { sorts } }) => {
      const by = sorts.flatMap(({ field }) => fields.find(({ name }) => name === field)?.member ?? []);
      if (by.length < sorts.length) return undefined;
      // Rows that the first rule tells apart; null rows have no place of their own.
      const values = items.map((row) => memberOf(row, by[0] ?? '') ?? null);
      for (let one = 0; one + 1 < items.length; one += 1) {
        const other = far ? items.length - 1 : one + 1;
        const [a, b] = [values[one], values[other]];
        if (a === null || b === null || !apart(a, b) || other <= one) continue;
        return { items: items.with(one, items[other] as Row).with(other, items[one] as Row) };
      }
      return undefined;
    },
  );
};

/** Whether every order tells two values apart: texts by more than case, accents, signs and blanks. */
function apart(a: unknown, b: unknown): boolean {
  if (typeof a !== 'string' || typeof b !== 'string') return a !== b;
  const plain = (text: string) =>
    text
      .normalize('NFKD')
      .replace(/[^\p{L}\p{N}]/gu, '')
      .toLowerCase();
  return plain(a) !== plain(b);
}

const reverse: Make = (operation, { ordered }) =>
  ordered
    ? rowsOf('reverse rows', 'the page is turned round', (items, { requested: { sorts } }) => {
        const [first] = sorts;
        const member = promisedFields(operation).find(({ name }) => name === first?.field)?.member;
        if (member === undefined) return undefined;
        const values = items.map((row) => memberOf(row, member) ?? null).filter((value) => value !== null);
        const distinct = values.filter((value, at) => at > 0 && apart(value, values[0]));
        return distinct.length > 0 ? { items: items.toReversed() } : undefined;
      })
    : undefined;

/** A value that is well formed and another one. */
function otherValue(value: unknown, dice: Dice): unknown {
  if (typeof value === 'number') return dice.pick([value + 1, value - 1, value * 10 + 1, -value - 1]);
  if (typeof value === 'boolean') return !value;
  if (typeof value !== 'string') return undefined;
  if (/^\d{4}-\d\d-\d\dT/.test(value))
    return dice.pick([shifted(value, 3_600_000), shifted(value, 86_400_000), `${value.slice(0, 10)}T00:00:00`]);
  if (/^[0-9a-f-]{36}$/i.test(value)) return value.replace(/[0-9a-f]$/i, (digit) => (digit === '0' ? '1' : '0'));
  return dice.pick([value.slice(0, Math.ceil(value.length / 2)), `${value} `, value.toUpperCase(), `${value}s`, '']);
}

const shifted = (date: string, ms: number) =>
  new Date(Date.parse(`${date.slice(0, 19)}Z`) + ms).toISOString().slice(0, 19) + date.slice(19);

/** Members of a row that hold something, nested ones included. */
function membersOf(row: Row, before = ''): string[] {
  return Object.entries(row).flatMap(([name, value]) => {
    const path = before + name;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
    return [path, ...membersOf(value as Row, `${path}.`)];
  });
}

const changeMember = (
  kind: string,
  words: string,
  dice: Dice,
  change: (row: Row, path: string) => Row | undefined,
): Change => {
  const [at, which] = [dice.pick([0, 0.5, 0.99]), dice.roll()];
  const all = dice.pick([true, false]);
  return rowsOf(kind, `${words} in ${all ? 'every row' : 'one row'}`, (items) => {
    if (items.length === 0) return undefined;
    const members = [...new Set(items.flatMap((row) => membersOf(row)))].sort().filter((path) => path !== 'id');
    const path = members[Math.floor(which * members.length)] ?? '';
    const changed = items.map((row, place) => (all || place === placeIn(items, at) ? (change(row, path) ?? row) : row));
    return changed.some((row, place) => row !== items[place]) ? { items: changed } : undefined;
  });
};

const another: Make = (_, { passing }, dice) => {
  if (passing) return undefined;
  const seed = dice.below(1000);
  return changeMember('change a value', 'a field has another value', dice, (row, path) => {
    const value = memberOf(row, path);
    if (Array.isArray(value)) return value.length > 0 ? withMember(row, path, value.slice(1)) : undefined;
    // The same seed for each: the same value becomes the same other one.
    const other = otherValue(value, new (dice.constructor as new (seed: number) => Dice)(seed));
    return other === undefined || other === value ? undefined : withMember(row, path, other);
  });
};

const nulled: Make = (_, { passing }, dice) =>
  passing
    ? undefined
    : changeMember('empty a value', 'a field is null', dice, (row, path) =>
        (memberOf(row, path) ?? null) === null ? undefined : withMember(row, path, null),
      );

const removed: Make = (_, { passing }, dice) =>
  passing
    ? undefined
    : changeMember('remove a field', 'a field is missing', dice, (row, path) => {
        const [name = ''] = path.split('.');
        return name in row ? without(row, name) : undefined;
      });

const retyped: Make = (_, __, dice) =>
  changeMember('change a type', 'a number or boolean is text', dice, (row, path) => {
    const value = memberOf(row, path);
    return typeof value === 'number' || typeof value === 'boolean' ? withMember(row, path, String(value)) : undefined;
  });

const total: Make = (_, { passing }, dice) => {
  const how = dice.pick(
    passing ? ['as many as the page has'] : ['one more', 'one less', 'as many as the page has', '0', 'ten more'],
  );
  return rowsOf('change the total', `totalCount is ${how}`, (items, { body: { totalCount } }) => {
    const changed =
      { 'one more': totalCount + 1, 'one less': totalCount - 1, '0': 0, 'ten more': totalCount + 10 }[how] ??
      items.length;
    return changed === totalCount || changed < 0 ? undefined : { totalCount: changed };
  });
};

const echo: Make = (_, __, dice) => {
  const member = dice.pick(['page', 'pageSize'] as const);
  return rowsOf('change the echo', `${member} is one more than was asked for`, (___, { body, requested }) =>
    member === 'pageSize' && requested.pageSize === undefined ? undefined : { [member]: body[member] + 1 },
  );
};

const foreign: Make = (_, { passing }) =>
  passing
    ? undefined
    : rowsOf(
        'a row of elsewhere',
        'a row of the list that does not belong there takes the place of another',
        (items, { stranger }) =>
          items.length === 0 || !stranger ? undefined : { items: items.with(items.length - 1, stranger) },
      );

const emptied: Make = (_, { passing }, dice) => {
  if (passing) return undefined;
  const counted = dice.pick([true, false]);
  return rowsOf('empty the list', `no rows${counted ? ', and a total of 0' : ''}`, (items) =>
    items.length === 0 ? undefined : { items: [], ...(counted && { totalCount: 0 }) },
  );
};

const bodyGone: Make = (_, __, dice) => {
  const how = dice.pick(['null', 'absent', 'an object']);
  return {
    kind: 'break the envelope',
    words: `items are ${how}`,
    apply: ({ reply, body: { items, ...rest } }) =>
      withJson(reply, how === 'absent' ? rest : { ...rest, items: how === 'null' ? null : { ...items } }),
  };
};

const status: Make = (_, __, dice) => {
  const code = dice.pick([500, 404, 204, 400, 206, 302]);
  return {
    kind: 'change the status',
    words: `the status is ${String(code)}`,
    apply: ({ reply }) =>
      code === 500 || code === 302
        ? withBody({ ...reply, status: code }, htmlPage('Error'), HTML)
        : code === 204
          ? { ...withBody(reply, ''), status: code, body: null }
          : { ...reply, status: code },
  };
};

const headers: Make = (_, __, dice) => {
  const [words, change] = dice.pick<[string, Record<string, string | undefined>]>([
    ['Content-Type is text/html', { 'content-type': 'text/html' }],
    ['Content-Type is missing', { 'content-type': undefined }],
    ['Cache-Control is public', { 'cache-control': 'public, max-age=300' }],
    ['Cache-Control is missing', { 'cache-control': undefined }],
  ]);
  return { kind: 'change a header', words, apply: ({ reply }) => withHeaders(reply, change) };
};

/** Takes a parameter, or a part of one, out of the request before it is served. */
const forget: Make = (_, { passing }, dice) => {
  if (passing) return undefined;
  const part = dice.pick([
    'the filter',
    'the last filter',
    'the sort',
    'the last sorting rule',
    'the page',
    'the page size',
  ]);
  return {
    kind: 'forget a part of the request',
    words: `${part} is forgotten`,
    async apply({ request, reply, requested, conforming }) {
      const query = new URLSearchParams(request.query);
      const name = part.includes('filter')
        ? 'queryFilters'
        : part.includes('sort')
          ? 'sortingRules'
          : part === 'the page'
            ? 'page'
            : 'pageSize';
      const rules = name === 'queryFilters' ? requested.filters : requested.sorts;
      if (!query.has(name) || (part.includes('last') && rules.length < 2)) return undefined;
      query.delete(name);
      if (part.includes('last')) query.set(name, JSON.stringify(rules.slice(0, -1)));
      // The order of rows that nobody asked to be in order is no promise.
      if (part.includes('sort') && !orderMatters(reply, requested)) return undefined;
      const other = await conforming({ ...request, query: query.toString() });
      if (other.status !== 200 || other.body?.equals(reply.body ?? Buffer.alloc(0))) return undefined;
      const [was, is] = [reply, other].map((one) => JSON.parse(String(one.body)) as Envelope);
      // What the echo says is another change.
      return was && is ? withJson(reply, { ...is, page: was.page, pageSize: was.pageSize }) : undefined;
    },
  };
};

function orderMatters(reply: Reply, { operation, sorts: [first] }: Requested): boolean {
  const field: Field | undefined = promisedFields(operation).find(({ name }) => name === first?.field);
  const { items } = JSON.parse(String(reply.body)) as Envelope;
  return field !== undefined && new Set(items.map((row) => memberOf(row, field.member) ?? null)).size > 2;
}

const WEIGHTS: readonly (readonly [number, Make])[] = [
  [4, drop],
  [3, repeat],
  [4, swap],
  [2, reverse],
  [6, another],
  [3, nulled],
  [2, removed],
  [2, retyped],
  [4, total],
  [2, echo],
  [3, foreign],
  [2, emptied],
  [1, bodyGone],
  [2, status],
  [2, headers],
  [5, forget],
];

/** A random change that breaks a promise under this condition; undefined where the one that was picked breaks none. */
export function changeFor(operation: Operation, condition: Condition, dice: Dice): Change | undefined {
  const all = WEIGHTS.flatMap(([weight, make]) => Array.from({ length: weight }, () => make));
  return dice.pick(all)(operation, condition, dice);
}
