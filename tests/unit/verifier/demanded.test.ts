import { expect, test } from '@playwright/test';
import type { Operation } from '../../../spec/contract.ts';
import { demandedParameters } from '../../../verifier/demanded.ts';

const FIELDS = [
  { name: 'note', type: 'string', evidence: 'assumed', nullable: false },
  { name: 'rank', type: 'integer', evidence: 'documented', nullable: true },
  { name: 'name', type: 'string', evidence: 'documented', nullable: false },
  { name: 'born', type: 'date', evidence: 'documented', nullable: false },
];

/** What an operation demands in the query for one parameter, as `name=value`. */
function demanded(parameter: object, fields: readonly object[] = FIELDS): string {
  const parameters = [{ name: 'p', in: 'query', required: true, ...parameter }];
  const { query, headers } = demandedParameters({ parameters, fields } as unknown as Operation);
  return [...query, ...headers].map((pair) => pair.join('=')).join('&');
}

test('a parameter that a contract requires gets its example, its default, or a value of its schema', () => {
  expect(demanded({ example: 'x', schema: { default: 'y' } })).toBe('p=x');
  expect(demanded({ schema: { default: 'y', type: 'string' } })).toBe('p=y');
  expect(demanded({ schema: { enum: [7] } })).toBe('p=7');
  expect(demanded({ schema: { type: 'array', items: { enum: [7] } } })).toBe('p=7');
  expect(demanded({ required: false, example: 'x' })).toBe('');
  expect(demanded({ in: 'path', example: 'x' })).toBe('');
});

test('a value of several parts is written as `style` and `explode` say (OpenAPI 3, style values)', () => {
  const [list, object] = [['a', 1], { x: 'a', y: 1 }];
  for (const [example, parameter, text] of [
    [list, {}, 'p=a&p=1'],
    [list, { explode: false }, 'p=a,1'],
    [list, { style: 'spaceDelimited' }, 'p=a 1'],
    [list, { style: 'pipeDelimited' }, 'p=a|1'],
    [list, { style: 'pipeDelimited', explode: true }, 'p=a&p=1'],
    [object, {}, 'x=a&y=1'],
    [object, { explode: false }, 'p=x,a,y,1'],
    [object, { style: 'deepObject' }, 'p[x]=a&p[y]=1'],
    [list, { in: 'header', name: 'X-P' }, 'x-p=a,1'],
    [object, { in: 'header', name: 'X-P' }, 'x-p=x,a,y,1'],
  ] as const)
    expect(demanded({ example, ...parameter })).toBe(text);
});

test('a demanded rule keeps every row, and is about the field that is surest', () => {
  expect(demanded({ name: 'queryFilters', example: 'none' })).toBe(
    'queryFilters={"field":"name","predicate":"notEqual","condition":"a text that no row has","operator":null}',
  );
  expect(demanded({ name: 'sortingRules' })).toBe('sortingRules={"field":"name","direction":"asc"}');
  const id = { name: 'id', type: 'integer', evidence: 'documented', nullable: true };
  expect(demanded({ name: 'sortingRules' }, [...FIELDS, id])).toContain('"field":"id"');
  expect(demanded({ name: 'sortingRules' }, FIELDS.slice(0, 2))).toContain('"field":"rank"');
  expect(demanded({ name: 'sortingRules' }, FIELDS.slice(3))).toBe('sortingRules=[]');
});
