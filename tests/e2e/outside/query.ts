import { TEXT, UUID, valueAt, type Compare, type Row } from './order.ts';

/** How a server's database compares. */
export interface Comparison {
  text?: keyof typeof TEXT;
  uuid?: keyof typeof UUID;
  equality?: 'exact' | 'noCase' | 'noAccents';
  /** Where rows without a value stand: at the start, at the end, or before all others in asc and after them in desc. */
  nulls?: 'first' | 'last' | 'lowest';
}

const isDate = (path: string) => path.endsWith('Date');
const UUID_TEXT = /^[0-9a-f]{8}-/i;
const sign = (a: bigint | number, b: bigint | number) => (a < b ? -1 : a > b ? 1 : 0);

function ticks(date: string): bigint {
  const [, whole = '', fraction = ''] = /^([^.Z]+)(?:\.(\d+))?Z?$/.exec(date) ?? [];
  return BigInt(Date.parse(`${whole}Z`) || 0) * 10_000n + BigInt(fraction.padEnd(7, '0').slice(0, 7));
}

const withoutAccents = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss');

/** The one field whose name in requests is not where its value stands. */
const fieldPath = (field: string) => (field === 'client.fullName' ? 'client.name' : field);

/** Takes and orders rows as a database with these comparisons does. */
export function database({ text = 'ordinal', uuid = 'text', equality = 'noCase', nulls = 'first' }: Comparison) {
  const [textOrder, uuidOrder] = [TEXT[text], UUID[uuid]] as [Compare, Compare];

  function order(path: string, a: unknown, b: unknown): number {
    if (typeof a === 'string' && typeof b === 'string') {
      if (isDate(path)) return sign(ticks(a), ticks(b));
      return UUID_TEXT.test(a) && UUID_TEXT.test(b) ? uuidOrder(a, b) : textOrder(a, b);
    }
    return sign(Number(a), Number(b));
  }

  function fold(value: string): string {
    if (equality === 'exact') return value;
    return equality === 'noCase' ? value.toLowerCase() : withoutAccents(value.toLowerCase());
  }

  function takes(row: Row, { field, predicate, condition: given }: Row): boolean {
    const path = fieldPath(String(field));
    const value = valueAt(row, path) ?? null;
    const condition = String(given);
    if (value === null) return predicate === 'notEqual';
    const typed = typeof value === 'boolean' ? condition === 'true' : condition;
    const texts = typeof value === 'string' && !isDate(path);
    const same = texts ? fold(value.trimEnd()) === fold(condition.trimEnd()) : order(path, value, typed) === 0;
    switch (predicate) {
      case 'equal':
        return same;
      case 'notEqual':
        return !same;
      case 'greaterThan':
        return order(path, value, typed) > 0;
      case 'lessThan':
        return order(path, value, typed) < 0;
      default:
        return fold(typeof value === 'string' ? value : JSON.stringify(value)).includes(fold(condition));
    }
  }

  function ahead(a: Row, b: Row, rules: readonly Row[]): number {
    for (const { field, direction } of rules) {
      const path = fieldPath(String(field));
      const [x, y] = [valueAt(a, path) ?? null, valueAt(b, path) ?? null];
      const turn = direction === 'desc' ? -1 : 1;
      const first = nulls === 'lowest' ? -turn : nulls === 'first' ? -1 : 1;
      const at = x === null || y === null ? (x === y ? 0 : x === null ? first : -first) : turn * order(path, x, y);
      if (at !== 0) return at;
    }
    return 0;
  }

  return {
    filter: (rows: readonly Row[], rules: readonly Row[]) =>
      rows.filter((row) =>
        rules
          .slice(1)
          .reduce(
            (taken, rule, i) => (rules[i]?.operator === 'or' ? taken || takes(row, rule) : taken && takes(row, rule)),
            rules[0] === undefined || takes(row, rules[0]),
          ),
      ),
    sort: (rows: Row[], rules: readonly Row[]) => (rules.length > 0 ? rows.sort((a, b) => ahead(a, b, rules)) : rows),
  };
}
