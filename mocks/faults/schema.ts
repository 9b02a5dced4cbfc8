import { type Row, fieldOf } from '../data/columns.ts';
import type { Fault } from './hooks.ts';
import { changeEach, changeRare, renamed, withField, without } from './support/rows.ts';

/** Faults of the class schema. */
export const schema: readonly Fault[] = [
  {
    id: 'member-omitted',
    class: 'schema',
    sentence: 'Leaves a required member out of every row of one operation.',
    clauses: ['CON-02'],
    hooks: () => changeEach('listMeetings', (row) => without(row, 'location')),
  },
  {
    id: 'member-omitted-rarely',
    class: 'schema',
    sentence: 'Leaves a required member out of one row in 200.',
    clauses: ['CON-02'],
    hooks: () => changeRare('listClients', 200, 107, (row) => without(row, 'alignmentScore')),
  },
  {
    id: 'nested-member-omitted',
    class: 'schema',
    sentence: 'Leaves the name out of a nested object.',
    clauses: ['CON-02'],
    hooks: () =>
      changeEach('listOverdueReviewCategories', (row) =>
        withField(row, 'client', without(row['client'] as Row, 'name')),
      ),
  },
  {
    id: 'number-as-text',
    class: 'schema',
    sentence: 'Writes numbers of one member as text.',
    clauses: ['CON-02'],
    hooks: () =>
      changeEach('listRecommendations', (row) =>
        typeof row['budget'] === 'number' ? withField(row, 'budget', row['budget'].toFixed(2)) : row,
      ),
  },
  {
    id: 'id-as-text',
    class: 'schema',
    sentence: 'Writes the whole-number ids of one operation as text.',
    clauses: ['CON-02'],
    hooks: () => changeEach('listReviews', (row) => withField(row, 'id', String(row['id']))),
  },
  {
    id: 'text-as-number',
    class: 'schema',
    sentence: 'Writes a label that looks like a number as a number.',
    clauses: ['CON-02'],
    hooks: () =>
      changeEach('listFindings', (row) => withField(row, 'question.label', Number(fieldOf(row, 'question.label')))),
  },
  {
    id: 'fractional-id',
    class: 'schema',
    sentence: 'Gives one id in 150 a fraction.',
    clauses: ['CON-02'],
    hooks: () => changeRare('listReviews', 150, 40, (row) => withField(row, 'id', Number(row['id']) + 0.5)),
  },
  {
    id: 'boolean-as-number',
    class: 'schema',
    sentence: 'Writes booleans as 0 and 1.',
    clauses: ['CON-02'],
    hooks: () =>
      changeEach('listInitiatives', (row) => withField(row, 'isArchived', row['isArchived'] === true ? 1 : 0)),
  },
  {
    id: 'boolean-as-text',
    class: 'schema',
    sentence: 'Writes booleans as "True" and "False".',
    clauses: ['CON-02'],
    hooks: () =>
      changeEach('listClients', (row) => withField(row, 'isActive', row['isActive'] === true ? 'True' : 'False')),
  },
  {
    id: 'null-where-forbidden',
    class: 'schema',
    sentence: 'Puts null where the contract allows none.',
    clauses: ['CON-02'],
    hooks: () => changeEach('listInitiatives', (row) => withField(row, 'title', null)),
  },
  {
    id: 'null-where-forbidden-rarely',
    class: 'schema',
    sentence: 'Puts null in place of a name in one row of 200.',
    clauses: ['CON-02'],
    hooks: () => changeRare('listReviews', 200, 161, (row) => withField(row, 'name', null)),
  },
  {
    id: 'array-null-when-empty',
    class: 'schema',
    sentence: 'Writes an empty array as null.',
    clauses: ['CON-02'],
    hooks: () =>
      changeEach('listMeetings', (row) =>
        (row['recommendationIds'] as unknown[]).length === 0 ? withField(row, 'recommendationIds', null) : row,
      ),
  },
  {
    id: 'null-object-empty',
    class: 'schema',
    sentence: 'Writes an empty object where a nested one is null.',
    clauses: ['CON-02'],
    hooks: () =>
      changeEach('listReviews', (row) => (row['assignedVCIO'] === null ? withField(row, 'assignedVCIO', {}) : row)),
  },
  {
    id: 'date-us',
    class: 'schema',
    sentence: 'Writes dates as months, days and years with slashes.',
    clauses: ['CON-02'],
    hooks: () =>
      changeEach('listUsers', (row) => {
        const date = /^(\d+)-(\d+)-(\d+)/.exec(String(row['lastLoginDate']));
        return date ? withField(row, 'lastLoginDate', `${date[2] ?? ''}/${date[3] ?? ''}/${date[1] ?? ''}`) : row;
      }),
  },
  {
    id: 'date-unix',
    class: 'schema',
    sentence: 'Writes dates as seconds since 1970.',
    clauses: ['CON-02'],
    hooks: () =>
      changeEach('listMeetings', (row) => withField(row, 'startDate', Date.parse(String(row['startDate'])) / 1000)),
  },
  {
    id: 'date-impossible',
    class: 'schema',
    sentence: 'Writes the 30th of February in one row of 90.',
    clauses: ['CON-02'],
    hooks: () => changeRare('listClients', 90, 60, (row) => withField(row, 'createdDate', '2021-02-30T00:00:00')),
  },
  {
    id: 'uuid-braced',
    class: 'schema',
    sentence: 'Writes ids in braces, as a registry does.',
    clauses: ['CON-02'],
    hooks: () => changeEach('listUsers', (row) => withField(row, 'id', `{${String(row['id'])}}`)),
  },
  {
    id: 'spelling-mended',
    class: 'schema',
    sentence: 'Spells a member right that the contract spells wrong.',
    clauses: ['CON-02'],
    hooks: () =>
      changeEach('listRecommendations', (row) => {
        const feedbacks = row['recommendationFeedbacks'] as Row[];
        return withField(
          row,
          'recommendationFeedbacks',
          feedbacks.map((one) => renamed(one, 'modifedBy', 'modifiedBy')),
        );
      }),
  },
  {
    id: 'array-as-text',
    class: 'schema',
    sentence: 'Joins the ids of an array by commas.',
    clauses: ['CON-02'],
    hooks: () =>
      changeEach('listInitiatives', (row) =>
        withField(row, 'recommendationsIds', (row['recommendationsIds'] as number[]).join(',')),
      ),
  },
  {
    id: 'new-column',
    class: 'schema',
    sentence: 'Adds a member that the contract does not know.',
    clauses: ['CON-05'],
    hooks: () => changeEach('listClients', (row) => ({ ...row, accountManager: 'Ada Berger' })),
  },
  {
    id: 'new-column-rarely',
    class: 'schema',
    sentence: 'Adds a member that the contract does not know to one row in 60.',
    clauses: ['CON-05'],
    hooks: () =>
      changeRare('listMeetings', 60, 41, (row) => ({ ...row, recordingUrl: 'https://example.com/recording' })),
  },
  {
    id: 'nested-column',
    class: 'schema',
    sentence: 'Adds a member to a nested object.',
    clauses: ['CON-05'],
    hooks: () =>
      changeEach('listReviews', (row) => withField(row, 'client', { ...(row['client'] as Row), isActive: true })),
  },
  {
    id: 'envelope-extended',
    class: 'schema',
    sentence: 'Adds a member to the envelope.',
    clauses: ['CON-05'],
    hooks: () => ({
      envelope: (original) => (items, query, list) => ({
        ...(original(items, query, list) as object),
        hasNextPage: query.page * query.pageSize < items.totalCount,
      }),
    }),
  },
  {
    id: 'member-renamed',
    class: 'schema',
    sentence: 'Gives a nullable member another name on one operation.',
    clauses: ['CON-05', 'CON-02', 'CON-07'],
    hooks: () => changeEach('listUsers', (row) => renamed(row, 'lastLoginDate', 'lastLogin')),
  },
  {
    id: 'member-case',
    class: 'schema',
    sentence: 'Writes the members of one operation with a capital letter.',
    clauses: ['CON-05', 'CON-02'],
    hooks: () => changeEach('listOverdueReviewCategories', (row) => renamed(row, 'fullName', 'FullName')),
  },
  {
    id: 'status-undeclared',
    class: 'schema',
    sentence: 'Uses a status that nobody has seen.',
    clauses: ['CON-06'],
    hooks: () =>
      changeEach('listReviews', (row) => (row['status'] === 'New' ? withField(row, 'status', 'AwaitingClient') : row)),
  },
  {
    id: 'role-undeclared',
    class: 'schema',
    sentence: 'Gives one user a role that nobody has seen.',
    clauses: ['CON-06'],
    hooks: () => changeRare('listUsers', 20, 11, (row) => withField(row, 'roleName', 'Auditor')),
  },
  {
    id: 'answer-type-as-code',
    class: 'schema',
    sentence: 'Writes an answer type as its number.',
    clauses: ['CON-06'],
    hooks: () =>
      changeEach('listFindings', (row) =>
        row['vcioAnswerType'] === 'Marginal' ? withField(row, 'vcioAnswerType', '2') : row,
      ),
  },
  {
    id: 'priority-lower-case',
    class: 'schema',
    sentence: 'Writes the values of an open set in lower case.',
    clauses: ['CON-06'],
    hooks: () =>
      changeEach('listRecommendations', (row) => withField(row, 'priority', String(row['priority']).toLowerCase())),
  },
  {
    id: 'column-never-filled',
    class: 'schema',
    sentence: 'Leaves a nullable member null in every row.',
    clauses: ['CON-07'],
    hooks: () => changeEach('listMeetings', (row) => withField(row, 'purpose', null)),
  },
];
