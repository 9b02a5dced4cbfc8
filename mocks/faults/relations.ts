import { fieldOf } from '../data/columns.ts';
import type { Fault } from './hooks.ts';
import { changeEach, changeRare, changeRows, withField } from './support/rows.ts';

/** Faults of the class relations. */
export const relations: readonly Fault[] = [
  {
    id: 'id-twice',
    class: 'relations',
    sentence: 'Gives two rows of one client the same id.',
    clauses: ['REL-01'],
    hooks: () =>
      changeRows('listMeetings', (rows) =>
        rows.map((row, at) => (at === 9 ? { ...row, id: rows[8]?.['id'], client: rows[8]?.['client'] } : row)),
      ),
  },
  {
    id: 'row-twice',
    class: 'relations',
    sentence: 'Lists one row twice.',
    clauses: ['REL-01', 'PAG-02'],
    hooks: () => changeRows('listUsers', (rows) => (rows[3] ? [...rows, rows[3]] : rows)),
  },
  {
    id: 'finding-orphan',
    class: 'relations',
    sentence: 'Lists findings of a review that does not exist.',
    clauses: ['REL-02'],
    hooks: () => changeRare('listFindings', 70, 33, (row) => withField(row, 'review.id', 999_999_999)),
  },
  {
    id: 'client-unlisted',
    class: 'relations',
    sentence: 'Leaves deactivated clients out of the list, though reviews name them.',
    clauses: ['REL-02'],
    hooks: () => changeRows('listClients', (rows) => rows.filter((row) => row['isActive'] === true)),
  },
  {
    id: 'initiative-orphan',
    class: 'relations',
    sentence: 'Lists a recommendation of an initiative that was deleted.',
    clauses: ['REL-02', 'REL-04'],
    hooks: () =>
      changeRows('listRecommendations', (rows) => {
        const at = rows.findIndex((row) => row['initiative'] !== null);
        return rows.map((row, index) => (index === at ? withField(row, 'initiative.id', 999_999_999) : row));
      }),
  },
  {
    id: 'finding-ids-stale',
    class: 'relations',
    sentence: 'Names findings that do not exist any more.',
    clauses: ['REL-02'],
    hooks: () => changeRare('listInitiatives', 20, 5, (row) => withField(row, 'findingsIds', [999_999_999])),
  },
  {
    id: 'two-names',
    class: 'relations',
    sentence: 'Calls a client by an old name in another list.',
    clauses: ['REL-03'],
    hooks: () => changeRare('listReviews', 50, 12, (row) => withField(row, 'client.name', 'Name of last year Ltd.')),
  },
  {
    id: 'person-two-names',
    class: 'relations',
    sentence: 'Writes the names of people the other way round in one list.',
    clauses: ['REL-03'],
    hooks: () =>
      changeEach('listMeetings', (row) => {
        const name = String(fieldOf(row, 'createdBy.fullName')).split(' ');
        return withField(row, 'createdBy.fullName', name.reverse().join(', '));
      }),
  },
  {
    id: 'one-sided',
    class: 'relations',
    sentence: 'Leaves a recommendation out of the initiative that it belongs to.',
    clauses: ['REL-04'],
    hooks: () =>
      changeEach('listInitiatives', (row) =>
        withField(row, 'recommendationsIds', (row['recommendationsIds'] as number[]).slice(1)),
      ),
  },
  {
    id: 'end-before-start',
    class: 'relations',
    sentence: 'Ends one meeting in 40 before it starts.',
    clauses: ['REL-05'],
    hooks: () => changeRare('listMeetings', 40, 21, (row) => withField(row, 'endDate', '2001-01-01T00:00:00')),
  },
  {
    id: 'updated-before-created',
    class: 'relations',
    sentence: 'Updates reviews before it creates them.',
    clauses: ['REL-05'],
    hooks: () => changeRare('listReviews', 60, 31, (row) => withField(row, 'lastUpdatedDate', '2001-01-01T00:00:00')),
  },
  {
    id: 'deactivated-undated',
    class: 'relations',
    sentence: 'Does not say when a client was deactivated.',
    clauses: ['REL-05'],
    hooks: () => changeEach('listClients', (row) => withField(row, 'deactivatedDate', null)),
  },
  {
    id: 'configurations-of-another',
    class: 'relations',
    sentence: "Answers with another recommendation's configurations when the one asked for does not exist.",
    clauses: ['REL-06'],
    hooks: () => {
      let known: string | undefined;
      return {
        rows: (original) => (list) => {
          const rows = original(list);
          if (list.parent !== undefined && rows && rows.length > 0) known = list.parent;
          return rows ?? (known === undefined ? [] : original({ ...list, parent: known }));
        },
      };
    },
  },
  {
    id: 'configurations-empty',
    class: 'relations',
    sentence: 'Answers with an empty list where the recommendation does not exist.',
    clauses: ['REL-06'],
    hooks: () => ({ rows: (original) => (list) => original(list) ?? [] }),
  },
];
