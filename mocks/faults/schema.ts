import { type Row, fieldOf } from '../data/columns.ts';
import type { Fault } from './hooks.ts';
import { changeEach, changeRare, renamed, withField, without } from './support/rows.ts';
import { faultOf } from './support/row.ts';

const fault = faultOf('schema');

/** Faults of the class schema. */
export const schema: readonly Fault[] = [
  fault('member-omitted', 'Leaves a required member out of every row of one operation.', ['CON-02'], () =>
    changeEach('listMeetings', (row) => without(row, 'location')),
  ),
  fault('member-omitted-rarely', 'Leaves a required member out of one row in 200.', ['CON-02'], () =>
    changeRare('listClients', 200, 107, (row) => without(row, 'alignmentScore')),
  ),
  fault('nested-member-omitted', 'Leaves the name out of a nested object.', ['CON-02'], () =>
    changeEach('listOverdueReviewCategories', (row) => withField(row, 'client', without(row['client'] as Row, 'name'))),
  ),
  fault('number-as-text', 'Writes numbers of one member as text.', ['CON-02'], () =>
    changeEach('listRecommendations', (row) =>
      typeof row['budget'] === 'number' ? withField(row, 'budget', row['budget'].toFixed(2)) : row,
    ),
  ),
  fault('id-as-text', 'Writes the whole-number ids of one operation as text.', ['CON-02'], () =>
    changeEach('listReviews', (row) => withField(row, 'id', String(row['id']))),
  ),
  fault('text-as-number', 'Writes a label that looks like a number as a number.', ['CON-02'], () =>
    changeEach('listFindings', (row) => withField(row, 'question.label', Number(fieldOf(row, 'question.label')))),
  ),
  fault('fractional-id', 'Gives one id in 150 a fraction.', ['CON-02'], () =>
    changeRare('listReviews', 150, 40, (row) => withField(row, 'id', Number(row['id']) + 0.5)),
  ),
  fault('boolean-as-number', 'Writes booleans as 0 and 1.', ['CON-02'], () =>
    changeEach('listInitiatives', (row) => withField(row, 'isArchived', row['isArchived'] === true ? 1 : 0)),
  ),
  fault('boolean-as-text', 'Writes booleans as "True" and "False".', ['CON-02'], () =>
    changeEach('listClients', (row) => withField(row, 'isActive', row['isActive'] === true ? 'True' : 'False')),
  ),
  fault('null-where-forbidden', 'Puts null where the contract allows none.', ['CON-02'], () =>
    changeEach('listInitiatives', (row) => withField(row, 'title', null)),
  ),
  fault('null-where-forbidden-rarely', 'Puts null in place of a name in one row of 200.', ['CON-02'], () =>
    changeRare('listReviews', 200, 161, (row) => withField(row, 'name', null)),
  ),
  fault('array-null-when-empty', 'Writes an empty array as null.', ['CON-02'], () =>
    changeEach('listMeetings', (row) =>
      (row['recommendationIds'] as unknown[]).length === 0 ? withField(row, 'recommendationIds', null) : row,
    ),
  ),
  fault('null-object-empty', 'Writes an empty object where a nested one is null.', ['CON-02'], () =>
    changeEach('listReviews', (row) => (row['assignedVCIO'] === null ? withField(row, 'assignedVCIO', {}) : row)),
  ),
  fault('date-us', 'Writes dates as months, days and years with slashes.', ['CON-02'], () =>
    changeEach('listUsers', (row) => {
      const date = /^(\d+)-(\d+)-(\d+)/.exec(String(row['lastLoginDate']));
      return date ? withField(row, 'lastLoginDate', `${date[2] ?? ''}/${date[3] ?? ''}/${date[1] ?? ''}`) : row;
    }),
  ),
  fault('date-unix', 'Writes dates as seconds since 1970.', ['CON-02'], () =>
    changeEach('listMeetings', (row) => withField(row, 'startDate', Date.parse(String(row['startDate'])) / 1000)),
  ),
  fault('date-impossible', 'Writes the 30th of February in one row of 90.', ['CON-02'], () =>
    changeRare('listClients', 90, 60, (row) => withField(row, 'createdDate', '2021-02-30T00:00:00')),
  ),
  fault('uuid-braced', 'Writes ids in braces, as a registry does.', ['CON-02'], () =>
    changeEach('listUsers', (row) => withField(row, 'id', `{${String(row['id'])}}`)),
  ),
  fault('spelling-mended', 'Spells a member right that the contract spells wrong.', ['CON-02'], () =>
    changeEach('listRecommendations', (row) => {
      const feedbacks = row['recommendationFeedbacks'] as Row[];
      return withField(
        row,
        'recommendationFeedbacks',
        feedbacks.map((one) => renamed(one, 'modifedBy', 'modifiedBy')),
      );
    }),
  ),
  fault('array-as-text', 'Joins the ids of an array by commas.', ['CON-02'], () =>
    changeEach('listInitiatives', (row) =>
      withField(row, 'recommendationsIds', (row['recommendationsIds'] as number[]).join(',')),
    ),
  ),
  fault('new-column', 'Adds a member that the contract does not know.', ['CON-05'], () =>
    changeEach('listClients', (row) => ({ ...row, accountManager: 'Ada Berger' })),
  ),
  fault('new-column-rarely', 'Adds a member that the contract does not know to one row in 60.', ['CON-05'], () =>
    changeRare('listMeetings', 60, 41, (row) => ({ ...row, recordingUrl: 'https://example.com/recording' })),
  ),
  fault('nested-column', 'Adds a member to a nested object.', ['CON-05'], () =>
    changeEach('listReviews', (row) => withField(row, 'client', { ...(row['client'] as Row), isActive: true })),
  ),
  fault('envelope-extended', 'Adds a member to the envelope.', ['CON-05'], () => ({
    envelope: (original) => (items, query, list) => ({
      ...(original(items, query, list) as object),
      hasNextPage: query.page * query.pageSize < items.totalCount,
    }),
  })),
  fault(
    'member-renamed',
    'Gives a nullable member another name on one operation.',
    ['CON-05', 'CON-02', 'CON-07'],
    () => changeEach('listUsers', (row) => renamed(row, 'lastLoginDate', 'lastLogin')),
  ),
  fault('member-case', 'Writes the members of one operation with a capital letter.', ['CON-05', 'CON-02'], () =>
    changeEach('listOverdueReviewCategories', (row) => renamed(row, 'fullName', 'FullName')),
  ),
  fault('status-undeclared', 'Uses a status that nobody has seen.', ['CON-06'], () =>
    changeEach('listReviews', (row) => (row['status'] === 'New' ? withField(row, 'status', 'AwaitingClient') : row)),
  ),
  fault('role-undeclared', 'Gives one user a role that nobody has seen.', ['CON-06'], () =>
    changeRare('listUsers', 20, 11, (row) => withField(row, 'roleName', 'Auditor')),
  ),
  fault('answer-type-as-code', 'Writes an answer type as its number.', ['CON-06'], () =>
    changeEach('listFindings', (row) =>
      row['vcioAnswerType'] === 'Marginal' ? withField(row, 'vcioAnswerType', '2') : row,
    ),
  ),
  fault('priority-lower-case', 'Writes the values of an open set in lower case.', ['CON-06'], () =>
    changeEach('listRecommendations', (row) => withField(row, 'priority', String(row['priority']).toLowerCase())),
  ),
  fault('column-never-filled', 'Leaves a nullable member null in every row.', ['CON-07'], () =>
    changeEach('listMeetings', (row) => withField(row, 'purpose', null)),
  ),
];
