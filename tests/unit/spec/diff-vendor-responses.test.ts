import { test, expect } from '@playwright/test';
import { BOUNDS, client, fields, get, ok, page, told, type Case } from './vendor-files.ts';

/* eslint-disable @typescript-eslint/no-unsafe-member-access,
   @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return --
   the edits below reach into a parsed JSON file, which has no type. */

const CASES: readonly Case[] = [
  ['items that may be null', (d) => (page(d).properties.items.nullable = true), ['! items may be null']],
  [
    'a field that is no longer always there',
    (d) => (client(d).required = ['id']),
    ['! name may be absent'],
    (d) => (client(d).required = ['id', 'name']),
  ],
  [
    'a reference that may be null',
    (d) =>
      (d.components.schemas.ReviewDto.properties.client = {
        nullable: true,
        allOf: [{ $ref: '#/components/schemas/ClientReferenceDto' }],
      }),
    ['! client may be null'],
  ],
  [
    'a reference that may be null, as 3.1 writes it',
    (d) =>
      (d.components.schemas.ReviewDto.properties.client = {
        oneOf: [{ type: 'null' }, { $ref: '#/components/schemas/ClientReferenceDto' }],
      }),
    ['! client may be null'],
  ],
  [
    'another pattern',
    (d) => (fields(d).currency.pattern = '^[a-z]{3}$'),
    ['! currency pattern is "^[a-z]{3}$", was "^[A-Z]{3}$"'],
  ],
  [
    'a pattern that is gone',
    (d) => delete fields(d).currency.pattern,
    ['! currency pattern is not set, was "^[A-Z]{3}$"'],
  ],
  [
    'wider whole numbers',
    (d) => (fields(d).step.format = 'int64'),
    ['! step is integer (int64), was integer (int32)'],
    (d) => (fields(d).step.format = 'int32'),
  ],
  [
    'narrower whole numbers',
    (d) => (fields(d).step.format = 'int32'),
    ['  step is integer (int32), was integer (int64)'],
    (d) => (fields(d).step.format = 'int64'),
  ],
  [
    'values of a dictionary',
    (d) => (fields(d).labels.additionalProperties.type = 'string'),
    ['! labels.* is string, was integer'],
  ],
  [
    'a media type that is gone',
    (d) => delete ok(d).content['text/json'],
    ['! response 200 is no longer text/json'],
    (d) => (ok(d).content['text/json'] = ok(d).content['application/json']),
  ],
  ['a field that is deprecated', (d) => (fields(d).code.deprecated = true), ['  code is deprecated']],
  ['a field that is gone', (d) => delete fields(d).code, ['! code is gone']],
  [
    'a new value of a set',
    (d) => fields(d).kind.enum.push('c'),
    ['! kind may now be c'],
    (d) => (fields(d).kind = { type: 'string', enum: ['a', 'b'] }),
  ],
  ['a bound that is gone', (d) => delete fields(d).step.minimum, ['! step minimum is not set, was 10']],
  ['a shorter least number of items', (d) => (fields(d).tags.minItems = 1), ['! tags minItems is 1, was 2']],
  [
    'a success that is gone',
    (d) => (get(d).responses = { '204': { description: 'Nothing' } }),
    ['! response 200 is no longer described', '  response 204 is described'],
  ],
  [
    'a choice that a response may now be',
    (d) => fields(d).owner.oneOf.push({ $ref: '#/components/schemas/Team' }),
    ['! owner may now be Team (oneOf)'],
    (d) => {
      const kind = (name: string) => ({ type: 'object', properties: { [name]: { type: 'string' } } });
      Object.assign(d.components.schemas, { Person: kind('a'), Group: kind('b'), Team: kind('c') });
      fields(d).owner = { oneOf: [{ $ref: '#/components/schemas/Person' }, { $ref: '#/components/schemas/Group' }] };
    },
  ],
  [
    'a choice that means something else now',
    (d) => (d.components.schemas.Group.properties.b.type = 'integer'),
    ['! owner Group (oneOf) is described otherwise'],
    (d) => {
      const kind = (name: string) => ({ type: 'object', properties: { [name]: { type: 'string' } } });
      Object.assign(d.components.schemas, { Person: kind('a'), Group: kind('b') });
      fields(d).owner = { oneOf: [{ $ref: '#/components/schemas/Person' }, { $ref: '#/components/schemas/Group' }] };
    },
  ],
  [
    'items of a list, and what a dictionary holds',
    (d) => {
      fields(d).tags.items.maxLength = 9;
      fields(d).labels.additionalProperties.properties.a.type = 'integer';
    },
    ['! tags[] maxLength is 9, was 5', '! labels.*.a is integer, was string'],
    (d) => {
      fields(d).tags = { type: 'array', items: { type: 'string', maxLength: 5 } };
      fields(d).labels = { additionalProperties: { type: 'object', properties: { a: { type: 'string' } } } };
    },
  ],
  ['words alone', (d) => (fields(d).name.description = 'The name.'), []],
  [
    'another way to write the same',
    (d) => (fields(d).lastReviewDate = { anyOf: [{ type: 'string', format: 'date-time' }, { enum: [null] }] }),
    [],
  ],
  [
    'another schema below a keyword without a counterpart',
    (d) => (fields(d).name.not.maxLength = 9),
    ['! name is described by another not'],
    (d) => (fields(d).name.not = { maxLength: 5 }),
  ],
  [
    'headers: gone, of another type, no longer always there, in other letter case',
    (d) => {
      const number = { type: 'integer' };
      ok(d).headers = { 'x-total': { schema: { type: 'string' } }, 'X-Page': { schema: number } };
      d.components.headers = {};
    },
    [
      '! response 200 has no header Link any more',
      '! response 200 header x-total is string, was integer',
      '! response 200 header X-Page may be absent',
    ],
    (d) => {
      d.components.headers = { Total: { schema: { type: 'integer' } } };
      ok(d).headers = {
        'X-Total': { $ref: '#/components/headers/Total' },
        'X-Page': { required: true, schema: { type: 'integer' } },
        Link: { schema: { type: 'string' } },
      };
    },
  ],
  [
    'another body in one of several JSON media types',
    (d) => (ok(d).content['text/json'].schema.properties.a.type = 'integer'),
    ['! response 200 a is integer, was string'],
    (d) => (ok(d).content['text/json'] = { schema: { type: 'object', properties: { a: { type: 'string' } } } }),
  ],
  ...(['$anchor', '$dynamicAnchor'] as const).map((anchor): Case => [
    `a schema that is named by ${anchor}`,
    (d) => (d.components.schemas.Named.type = 'integer'),
    ['! named is integer, was string'],
    (d) => {
      d.components.schemas.Named = { [anchor]: 'Named', type: 'string' };
      fields(d).named = { [anchor === '$anchor' ? '$ref' : '$dynamicRef']: '#Named' };
    },
  ]),
  ...BOUNDS.flatMap(([name, type, wider, narrower]): Case[] => [
    [
      `a wider ${name}`,
      (d) => (fields(d).bound[name] = wider),
      [`! bound ${name} is ${wider}, was 5`],
      (d) => (fields(d).bound = { type, [name]: 5 }),
    ],
    [
      `the narrower ${name} of two parts`,
      (d) => (fields(d).bound.allOf[1][name] = narrower),
      [`  bound ${name} is ${narrower}, was 5`],
      (d) => (fields(d).bound = { allOf: [{ type, [name]: 5 }, { [name]: wider }] }),
    ],
  ]),
  [
    'a keyword that comes',
    (d) => (fields(d).name.contentMediaType = 'text/html'),
    ['  name is now described by contentMediaType'],
  ],
];

for (const [what, edit, expected, prepare] of CASES) {
  test(`two vendor files are compared as they are: responses: ${what}`, () => {
    expect(told(edit, prepare)).toEqual(expected);
  });
}
