import { test, expect } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { contractOf, DEFAULT_CONTRACT, loadContract } from '../../../spec/contract.ts';
import { diffContracts, diffDescribed } from '../../../spec/diff/diff.ts';
import { describedIn } from '../../../spec/diff/either.ts';
import { changesText, summary } from '../../../spec/diff/text.ts';
import { parseVendor } from '../../../spec/import/source.ts';
import { parseSource } from '../../../spec/openapi/document.ts';

/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-member-access,
   @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return --
   the edits below reach into a parsed YAML file, which has no type. */

const before = loadContract();
const text = readFileSync(DEFAULT_CONTRACT, 'utf8');

function edited(edit: (document: any) => void) {
  const document = parse(text);
  edit(document);
  return contractOf(parseSource(JSON.stringify(document), 'edited.json'));
}

const changes = (edit: (document: any) => void) => diffContracts(before, edited(edit));

const client = (document: any) => document.components.schemas.Client.properties;

const cases: [
  sentence: string,
  edit: (document: any) => void,
  want: [clause: string, breaking: boolean, line: string][],
][] = [
  [
    'a list that is gone breaks',
    (document) => delete document.paths['/meetings'],
    [['CON-01', true, 'listMeetings: /meetings is gone']],
  ],
  [
    'another base path breaks',
    (document) => (document.servers[0].url = 'https://api.example/v2'),
    [['CON-01', true, 'undefined: base path is /v2, was /public-api/v1']],
  ],
  [
    'another header for the key breaks',
    (document) => (document.components.securitySchemes.apiKey.name = 'x-api-key'),
    [['AUTH-03', true, 'undefined: header of the key is x-api-key, was mitp-api-key']],
  ],
  [
    'a lower limit breaks',
    (document) => (document.info['x-rate-limit'].requests = 30),
    [['LIM-01', true, 'undefined: rate limit is 30 requests in 60 seconds, was 50 requests in 60 seconds']],
  ],
  [
    'a higher limit does not break',
    (document) => (document.info['x-rate-limit'].requests = 100),
    [['LIM-01', false, 'undefined: rate limit is 100 requests in 60 seconds, was 50 requests in 60 seconds']],
  ],
  [
    'a member that may be null now breaks',
    (document) => (client(document).createdDate.nullable = true),
    [['CON-02', true, 'listClients: createdDate may be null']],
  ],
  [
    'a member that is never null now does not break',
    (document) => delete client(document).alignmentScore.nullable,
    [['CON-02', false, 'listClients: alignmentScore is never null']],
  ],
  [
    'a member that may be absent now breaks',
    (document) => document.components.schemas.Client.required.splice(2, 1),
    [['CON-02', true, 'listClients: createdDate may be absent']],
  ],
  [
    'another type breaks',
    (document) => (client(document).isActive = { type: 'string', 'x-evidence': 'observed' }),
    [['CON-02', true, 'listClients: isActive is string, was boolean']],
  ],
  [
    'a wider number breaks',
    (document) => (document.components.schemas.Configuration.properties.id.format = 'int64'),
    [['CON-02', true, 'listRecommendationConfigurations: id is integer (int64), was integer (int32)']],
  ],
  [
    'a wider range of an answer breaks',
    (document) => (client(document).alignmentScore.maximum = 200),
    [['CON-02', true, 'listClients: alignmentScore maximum is 200, was 100']],
  ],
  [
    'a member under another name is told from one gone and one new',
    (document) => {
      const { properties, required } = document.components.schemas.User;
      properties.lastLogin = properties.lastLoginDate;
      properties.roleTitle = properties.roleName;
      delete properties.roleName;
      delete properties.lastLoginDate;
      required.splice(3, 2, 'roleTitle', 'lastLogin');
      document.paths['/users'].get['x-fields'].splice(3, 2);
    },
    [
      ['FIL-01', true, 'listUsers: field roleName can no longer be filtered and sorted by'],
      ['FIL-01', true, 'listUsers: field lastLoginDate can no longer be filtered and sorted by'],
      ['CON-02', true, 'listUsers: lastLogin was named lastLoginDate'],
      ['CON-02', true, 'listUsers: roleName is gone'],
      ['CON-05', false, 'listUsers: roleTitle is new: string'],
    ],
  ],
  [
    'a new member does not break',
    (document) => (client(document).industry = { type: 'string', nullable: true }),
    [['CON-05', false, 'listClients: industry is new: string or null']],
  ],
  [
    'an open set that is closed does not break',
    (document) => (client(document).name.enum = ['A', 'B']),
    [['CON-02', false, 'listClients: name is now a closed set: A, B']],
  ],
  [
    'a newly known value of an open set does not break',
    (document) => document.components.schemas.User.properties.roleName['x-known-values'].push('Auditor'),
    [['CON-06', false, 'listUsers: roleName is also known as Auditor']],
  ],
  [
    'a filter field that is gone breaks, unless it was only assumed',
    (document) => {
      document.paths['/clients'].get['x-fields'].shift();
      document.paths['/meetings'].get['x-fields'].pop();
    },
    [
      ['FIL-01', true, 'listClients: field id can no longer be filtered and sorted by'],
      ['FIL-01', false, 'listMeetings: field recommendationIds can no longer be filtered and sorted by'],
    ],
  ],
  [
    'a new parameter breaks only where it is required',
    (document) => {
      const parameter = (name: string, required: boolean) => ({
        name,
        in: 'query',
        required,
        schema: { type: 'string' },
      });
      document.paths['/clients'].get.parameters.push(parameter('tenant', true), parameter('hint', false));
    },
    [
      ['CON-13', true, 'listClients: parameter tenant is new and required'],
      ['CON-13', false, 'listClients: parameter hint is new'],
    ],
  ],
  [
    'a renamed path parameter is no change, for the address is the same',
    (document) => {
      const path = '/recommendations/{recommendationId}/configurations';
      document.paths['/recommendations/{id}/configurations'] = document.paths[path];
      delete document.paths[path];
      document.components.parameters.recommendationId.name = 'id';
    },
    [],
  ],
  [
    'descriptions and examples are no change',
    (document) => {
      document.info.description = 'Other words.';
      client(document).name.description = 'The name.';
      delete document.paths['/clients'].get.responses['200'].content['application/json'].examples;
    },
    [],
  ],
];

for (const [sentence, edit, want] of cases) {
  test(sentence, () => {
    const seen = changes(edit).filter(({ evidence, clause }) => !evidence && clause !== 'CON-08');
    expect(
      seen.map(({ clause, breaking, operation, subject, message }) => [
        clause,
        breaking,
        `${operation}: ${subject} ${message}`,
      ]),
    ).toEqual(want);
  });
}

test('a closed set that grows breaks, one that shrinks does not', () => {
  const small = edited((document) => (client(document).name.enum = ['A']));
  const large = edited((document) => (client(document).name.enum = ['A', 'B']));
  expect(diffContracts(small, large)).toMatchObject([{ clause: 'CON-02', breaking: true, message: 'may now be B' }]);
  expect(diffContracts(large, small)).toMatchObject([{ breaking: false, message: 'is never B any more' }]);
});

test('a smaller page breaks, and its responses change with it', () => {
  const seen = changes((document) => (document.components.parameters.pageSize.schema.maximum = 50));
  expect(seen).toHaveLength(9);
  expect(seen[0]).toMatchObject({ clause: 'PAG-07', breaking: true, message: 'maximum is 50, was 100' });
});

test('a change of evidence is told apart and never breaks', () => {
  const seen = changes((document) => (client(document).name['x-evidence'] = 'documented'));
  expect(seen).toEqual([
    {
      clause: 'CON-02',
      breaking: false,
      evidence: true,
      operation: 'listClients',
      subject: 'name',
      message: 'is documented, was observed',
    },
  ]);
});

test('a contract does not differ from itself', () => {
  expect(changes(() => undefined)).toEqual([]);
  expect(summary([])).toBe('No difference.');
});

test('for people, changes stand under their clause, breaking ones marked, many of a kind on one line', () => {
  const lines = changesText(
    changes((document) => {
      for (const name of ['id', 'name', 'createdDate', 'isActive']) client(document)[name].nullable = true;
      delete document.paths['/meetings'];
    }),
  ).split('\n');
  expect(lines).toEqual([
    'CON-01  Every operation of the contract responds 200 to a valid key and no parameters.',
    '  ! listMeetings /meetings is gone',
    '',
    expect.stringMatching(/^CON-02 {2}Every 2xx body conforms/),
    '  ! 4 times may be null: listClients id, listClients name, listClients createdDate, listClients isActive',
    '',
    '5 changes, 5 of them breaking.',
  ]);
});

test('paths that differ in the names of their parameters alone are compared each with itself', () => {
  const get = (operationId: string, schema: object) => ({
    operationId,
    parameters: [{ name: operationId, in: 'path', required: true, schema }],
    responses: { 200: { description: 'A file' } },
  });
  const files = (names: readonly string[]) =>
    describedIn(
      parseVendor(
        JSON.stringify({
          openapi: '3.0.1',
          info: { title: 'Files', version: '1' },
          paths: Object.fromEntries(
            names.map((name, at) => [
              `/files/{${name}}`,
              { get: get(name, { type: at === 0 ? 'string' : 'integer' }) },
            ]),
          ),
        }),
        'files.json',
      ),
    );
  expect(diffDescribed(files(['name', 'id']), files(['name', 'id']))).toEqual([]);
  const gone = diffDescribed(files(['name', 'id']), files(['name']));
  expect(gone.map(({ subject, message }) => `${subject} ${message}`)).toEqual(['/files/{id} is gone']);
});
