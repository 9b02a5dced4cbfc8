import { fieldOf } from '../data/columns.ts';
import type { Fault } from './hooks.ts';
import { changeEach, changeRare, changeRows, withField } from './support/rows.ts';
import { faultOf } from './support/row.ts';

const fault = faultOf('relations');

/** Faults of the class relations. */
export const relations: readonly Fault[] = [
  fault('id-twice', 'Gives two rows of one client the same id.', ['REL-01'], () =>
    changeRows('listMeetings', (rows) =>
      rows.map((row, at) => (at === 9 ? { ...row, id: rows[8]?.['id'], client: rows[8]?.['client'] } : row)),
    ),
  ),
  fault('row-twice', 'Lists one row twice.', ['REL-01', 'PAG-02'], () =>
    changeRows('listUsers', (rows) => (rows[3] ? [...rows, rows[3]] : rows)),
  ),
  fault('finding-orphan', 'Lists findings of a review that does not exist.', ['REL-02'], () =>
    changeRare('listFindings', 70, 33, (row) => withField(row, 'review.id', 999_999_999)),
  ),
  fault('client-unlisted', 'Leaves deactivated clients out of the list, though reviews name them.', ['REL-02'], () =>
    changeRows('listClients', (rows) => rows.filter((row) => row['isActive'] === true)),
  ),
  fault('initiative-orphan', 'Lists a recommendation of an initiative that was deleted.', ['REL-02', 'REL-04'], () =>
    changeRows('listRecommendations', (rows) => {
      const at = rows.findIndex((row) => row['initiative'] !== null);
      return rows.map((row, index) => (index === at ? withField(row, 'initiative.id', 999_999_999) : row));
    }),
  ),
  fault('finding-ids-stale', 'Names findings that do not exist any more.', ['REL-02'], () =>
    changeRare('listInitiatives', 20, 5, (row) => withField(row, 'findingsIds', [999_999_999])),
  ),
  fault('two-names', 'Calls a client by an old name in another list.', ['REL-03'], () =>
    changeRare('listReviews', 50, 12, (row) => withField(row, 'client.name', 'Name of last year Ltd.')),
  ),
  fault('person-two-names', 'Writes the names of people the other way round in one list.', ['REL-03'], () =>
    changeEach('listMeetings', (row) => {
      const name = String(fieldOf(row, 'createdBy.fullName')).split(' ');
      return withField(row, 'createdBy.fullName', name.reverse().join(', '));
    }),
  ),
  fault('one-sided', 'Leaves a recommendation out of the initiative that it belongs to.', ['REL-04'], () =>
    changeEach('listInitiatives', (row) =>
      withField(row, 'recommendationsIds', (row['recommendationsIds'] as number[]).slice(1)),
    ),
  ),
  fault('end-before-start', 'Ends one meeting in 40 before it starts.', ['REL-05'], () =>
    changeRare('listMeetings', 40, 21, (row) => withField(row, 'endDate', '2001-01-01T00:00:00')),
  ),
  fault('updated-before-created', 'Updates reviews before it creates them.', ['REL-05'], () =>
    changeRare('listReviews', 60, 31, (row) => withField(row, 'lastUpdatedDate', '2001-01-01T00:00:00')),
  ),
  fault('deactivated-undated', 'Does not say when a client was deactivated.', ['REL-05'], () =>
    changeEach('listClients', (row) => withField(row, 'deactivatedDate', null)),
  ),
  fault(
    'configurations-of-another',
    "Returns another recommendation's configurations when the one requested does not exist.",
    ['REL-06'],
    () => {
      let known: string | undefined;
      return {
        rows: (original) => (list) => {
          const rows = original(list);
          if (list.parent !== undefined && rows && rows.length > 0) known = list.parent;
          return rows ?? (known === undefined ? [] : original({ ...list, parent: known }));
        },
      };
    },
  ),
  fault('configurations-empty', 'Returns an empty list where the recommendation does not exist.', ['REL-06'], () => ({
    rows: (original) => (list) => original(list) ?? [],
  })),
];
