import type { Row } from '../../data/columns.ts';
import type { FaultHooks } from '../hooks.ts';
import { changeRows, textAt, isNull } from '../support/rows.ts';
import { ruleByRule } from '../support/filters.ts';
import { orderedBy } from '../support/sorting.ts';
import { faultOf } from '../support/row.ts';
import type { Variant } from './variant.ts';

const variant = faultOf('variant');

/** A uuid as SQL Server compares it: the last six bytes first, then the groups before them from the back. */
const sqlServer = (uuid: string) => {
  const [a = '', b = '', c = '', d = '', e = ''] = uuid.toLowerCase().split('-');
  const turned = (group: string) => group.match(/../g)?.reverse().join('') ?? '';
  return e + d + turned(c) + turned(b) + turned(a);
};
const plainly = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const words = (text: string) => text.toLowerCase().replace(/[-'’]/g, '');

const NEVER_NULL = [
  'id',
  'name',
  'fullName',
  'title',
  'firstName',
  'lastName',
  'isActive',
  'isArchived',
  'client',
  'createdDate',
  'status',
  'type',
  'priority',
  'responsibleParty',
  'roleName',
  'lastUpdatedDate',
  'startDate',
  'endDate',
  'question',
  'review',
];
const nulled = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      NEVER_NULL.includes(name) || Array.isArray(value) ? value : null,
    ]),
  );

/** A list that changes every so many requests: one row more gets another text, and of some lists the last row goes. */
const living = (every: number): FaultHooks => {
  let count = 0;
  const versions = new WeakMap<readonly Row[], Map<number, readonly Row[]>>();
  return {
    around: (original) => (request) => {
      count += 1;
      return original(request);
    },
    rows: (original) => (list) => {
      const rows = original(list);
      const at = Math.floor(count / every);
      if (!rows || rows.length < 3 || list.parent !== undefined || at === 0) return rows;
      const known = versions.get(rows) ?? new Map<number, readonly Row[]>();
      versions.set(rows, known);
      const made = known.get(at) ?? moved(list.operation.id, rows, at);
      known.set(at, made);
      return made;
    },
  };
};

/** Texts that no other list repeats: a name that changes in one place alone would break REL-03. */
const UNSHARED = ['location', 'purpose', 'description', 'summaryDescription'];

/** Lists whose rows no other list names: what goes from them leaves no orphan (REL-02). */
const UNNAMED = ['listMeetings', 'listOverdueReviewCategories'];

/** The list after so many changes; none is taken back, as with the staff's daily changes. */
function moved(operation: string, rows: readonly Row[], changes: number): readonly Row[] {
  const gone = UNNAMED.includes(operation) ? Math.min(changes, Math.floor(rows.length / 4)) : 0;
  return rows.slice(0, rows.length - gone).map((row, i) => {
    const name = UNSHARED.find((one) => typeof row[one] === 'string');
    return i < changes && name ? { ...row, [name]: `${String(row[name])} (edited)` } : row;
  });
}

/** What is in the lists, and how a database orders and compares it. */
export const DATA: readonly Variant[] = [
  variant('uuids-of-sql-server', 'Uuids are ordered as SQL Server orders them.', [], () =>
    orderedBy('uuid', (a, b) => plainly(sqlServer(a), sqlServer(b))),
  ),
  variant('word-sort', 'Texts are ordered by words: hyphens and apostrophes hardly count.', [], () =>
    orderedBy('string', (a, b) => plainly(words(a), words(b)) || plainly(a, b)),
  ),
  variant('trailing-blanks', 'Blanks at the end of a text do not count when it is compared.', [], () =>
    ruleByRule((rule, rows) => {
      if (rule.field.type !== 'string' || rule.predicate === 'contains') return undefined;
      const wanted = rule.condition.replace(/ +$/, '');
      const same = (row: Row) =>
        !isNull(row, rule.field.member) && textAt(row, rule.field.member).replace(/ +$/, '') === wanted;
      if (rule.predicate === 'equal') return rows.filter(same);
      return rule.predicate === 'notEqual' ? rows.filter((row) => !same(row)) : undefined;
    }),
  ),
  variant('one-row', 'Every list has one row.', ['REL-02', 'REL-04', 'REL-03'], () =>
    changeRows(null, (rows) => rows.slice(0, 1)),
  ),
  variant('no-rows', 'No list has a row.', [], () => changeRows(null, (rows) => rows.slice(0, 0))),
  variant('all-null', 'Whatever may be null is null.', ['REL-02', 'REL-04', 'REL-05'], () =>
    changeRows(null, (rows) => rows.map(nulled)),
  ),
  variant('capital-uuids', 'Uuids are written in capitals.', [], () =>
    changeRows(null, (rows) =>
      rows.map(
        (row) =>
          JSON.parse(JSON.stringify(row).replace(/"[0-9a-f]{8}-[0-9a-f-]{27}"/g, (one) => one.toUpperCase())) as Row,
      ),
    ),
  ),
  variant('living-slowly', 'A row changes or goes every 150 requests.', [], () => living(150)),
  variant('living', 'A row changes or goes every 40 requests.', [], () => living(40)),
  variant('living-fast', 'A row changes or goes every 9 requests.', [], () => living(9)),
];
