import { test, expect } from '@playwright/test';
import { loadContract } from '../../../spec/contract.ts';
import { openSchema } from '../../../spec/openapi/schema.ts';

const contract = loadContract();
const operation = (id: string) => {
  const found = contract.operations.find((one) => one.id === id);
  if (!found) throw new Error(`no operation ${id}`);
  return found;
};

test('the contract names nine lists below /public-api/v1, 50 requests in 60 seconds, and the header of the key', () => {
  expect(contract.operations.map(({ id }) => id)).toEqual([
    'listClients',
    'listUsers',
    'listReviews',
    'listOverdueReviewCategories',
    'listFindings',
    'listRecommendations',
    'listRecommendationConfigurations',
    'listInitiatives',
    'listMeetings',
  ]);
  expect(contract.basePath).toBe('/public-api/v1');
  expect(contract.limit).toEqual({ requests: 50, windowSeconds: 60 });
  expect(contract.keyHeader).toBe('mitp-api-key');
});

test('a field knows its member, type and nullability', () => {
  const field = (id: string, name: string) => operation(id).fields.find((one) => one.name === name);
  const observed = { evidence: 'observed' };
  expect(field('listOverdueReviewCategories', 'client.fullName')).toEqual({
    ...observed,
    name: 'client.fullName',
    member: 'client.name',
    type: 'string',
    nullable: false,
  });
  expect(field('listReviews', 'assignedVCIO.id')).toMatchObject({ ...observed, type: 'uuid', nullable: true });
  expect(field('listClients', 'lastReviewDate')).toMatchObject({ ...observed, type: 'date', nullable: true });
  expect(field('listMeetings', 'recommendationIds')).toMatchObject({ evidence: 'assumed', type: 'array' });
});

test('every page holds at most 100 rows, and only configurations hang below another list', () => {
  expect(contract.operations.map(({ maxPageSize }) => maxPageSize)).toEqual(Array(9).fill(100));
  expect(contract.operations.filter(({ parent }) => parent).map(({ id }) => id)).toEqual([
    'listRecommendationConfigurations',
  ]);
  expect(operation('listRecommendationConfigurations').parent).toEqual({
    operation: 'listRecommendations',
    member: 'id',
    parameter: 'recommendationId',
  });
});

test('references name what they point at, what they mirror, and their inverse', () => {
  const references = (id: string) => operation(id).references;
  expect(references('listReviews')).toContainEqual({
    path: 'assignedEngineer.id',
    operation: 'listUsers',
    member: 'id',
    mirrors: { 'assignedEngineer.fullName': ['firstName', 'lastName'] },
  });
  expect(references('listInitiatives')).toContainEqual({
    path: 'recommendationsIds[]',
    operation: 'listRecommendations',
    member: 'id',
    mirrors: {},
    inverse: 'initiative.id',
  });
  expect(references('listRecommendations').map(({ path }) => path)).toContain('recommendationFeedbacks[].modifedBy');
});

test('an opened schema lets members pass that the contract does not name', () => {
  const { item } = operation('listReviews');
  expect(item.additionalProperties).toBe(false);
  const open = openSchema(item);
  expect(open.additionalProperties).toBeUndefined();
  expect(open.properties?.client?.additionalProperties).toBeUndefined();
  expect(open.required).toEqual(item.required);
});
