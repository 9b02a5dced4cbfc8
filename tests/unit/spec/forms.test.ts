import { test, expect } from '@playwright/test';
import { expectImported, field, form, type Form } from './forms.ts';

/** Files that say the same in another way, or more than a contract can. */
const FORMS: readonly Form[] = [
  {
    name: 'keywords',
    what: 'formats, patterns, lengths, bounds, and ours narrowed',
    holds: (contract) => {
      expect(field(contract, 'listClients', 'currency')?.pattern).toBe('^[A-Z]{3}$');
      expect(field(contract, 'listClients', 'share')).toMatchObject({ exclusiveMinimum: true, maximum: 1 });
      expect(field(contract, 'listClients', 'alignmentScore')).toMatchObject({ minimum: 10, maximum: 20 });
      expect(field(contract, 'listClients', 'labels')?.additionalProperties).toMatchObject({ type: 'integer' });
      expect(field(contract, 'listReviews', 'status')).toMatchObject({ type: 'object' });
    },
  },
  {
    name: 'beyond-the-contract',
    what: 'keywords that the contract has no word for',
    notes: [
      /listClients alignmentScore: What the file says \(`oneOf`\) cannot be expressed in the contract; ours stays/,
      /listClients rank: No value was found that the file allows; `pattern`/,
      /listClients shape: `oneOf` cannot be expressed/,
      /listClients size: `not` cannot be expressed/,
    ],
    holds: (contract) => expect(field(contract, 'listClients', 'alignmentScore')).toMatchObject({ maximum: 100 }),
  },
  {
    name: 'versioned-paths',
    what: 'a version in the paths and a server with a variable',
    notes: [/The version in the paths \(v\{version\}\) is taken as v1, as in our base path/],
    holds: (contract) => {
      expect(contract.basePath).toBe('/public-api/v1');
      expect(contract.operations.map(({ path }) => path)).toEqual(['/clients', '/reviews']);
    },
  },
  {
    name: 'silence',
    what: '200 without a body, 2XX, default alone, a path in another file, a server without a scheme',
    notes: [
      /^\/clients, \/users: The file says nothing of the body of 200; what the contract had stays\.$/,
      /^\/meetings: `\$ref: .*` leads nowhere \(meetings\.yaml: There is no such file\)\. What the contract had there stays/,
    ],
    holds: (contract) => {
      expect(contract.operations.map(({ id }) => id)).toEqual([
        'listClients',
        'listReviews',
        'listUsers',
        'listMeetings',
      ]);
      expect(field(contract, 'listClients', 'alignmentScore')?.['x-evidence']).toBe('observed');
      expect(field(contract, 'listReviews', 'id')?.['x-evidence']).toBe('documented');
      expect(contract.basePath).toBe('/public-api/v1');
    },
  },
  {
    name: 'parameters',
    what: 'filters in other forms, a smaller page, parameters that every request has to carry',
    notes: [
      /queryFilters: The file writes it as an object, `style: deepObject`: suites and mock write and read it so/,
      /sortingRules: The file writes it as JSON \(`content`\), which is what suites and mock send/,
      /Clients must now send tenant \(query\); the suites send "north"/,
      /Clients must now send X-Client-Version \(header\)/,
    ],
    holds: (contract) => {
      const clients = contract.operations.find(({ id }) => id === 'listClients');
      const of = (name: string) => clients?.parameters.find((parameter) => parameter.name === name);
      expect(of('queryFilters')).toMatchObject({ style: 'deepObject', 'x-evidence': 'documented' });
      expect(of('sortingRules')).toMatchObject({ schema: { type: 'string' }, 'x-evidence': 'documented' });
      expect(of('page')?.required).toBe(true);
      expect(clients?.maxPageSize).toBe(50);
    },
  },
  {
    name: 'key-as-parameter',
    what: 'the key as a plain header parameter',
    notes: [/The key is the header parameter X-MITP-Key there/],
    holds: (contract) => {
      expect(contract.keyHeader).toBe('X-MITP-Key');
      const names = contract.operations[0]?.parameters.map(({ name }) => name);
      expect(names).not.toContain('X-MITP-Key');
    },
  },
  {
    name: 'odd-components',
    what: 'components that no list uses, schemas that are true, references to themselves, `%` in names',
    notes: [/listClients parent: `a reference to itself` cannot be expressed/],
    holds: (contract) => {
      expect(field(contract, 'listClients', 'notes')).toMatchObject({ type: 'string', nullable: true });
      expect(field(contract, 'listClients', 'hundred')).toMatchObject({ type: 'integer' });
    },
  },
  {
    name: 'numeric-ids',
    what: 'another type of id, with every relation whole',
    holds: (contract) => expect(field(contract, 'listReviews', 'client.id')?.type).toBe('integer'),
  },
];

for (const { name, what, ...expected } of FORMS) {
  test(`${name}: imported, checked and served: ${what}`, () => expectImported(form(name), expected));
}
