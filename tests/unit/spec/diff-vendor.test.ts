import { test, expect } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { asset } from '../../../spec/asset.ts';
import { diffDescribed } from '../../../spec/diff/diff.ts';
import { describedIn } from '../../../spec/diff/either.ts';
import { parseVendor } from '../../../spec/import/source.ts';

/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-member-access,
   @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return --
   the edits below reach into a parsed JSON file, which has no type. */

const text = readFileSync(asset('tests/unit/spec/fixtures/forms/keywords.json'), 'utf8');
const CLIENTS = '/public-api/v1/clients';

const described = (document: any) => describedIn(parseVendor(JSON.stringify(document), 'vendor.json'));

/** The changes between two files, one of them edited: `! listClients-or-path subject message`. */
function told(edit: (document: any) => void, prepare: (document: any) => void = () => undefined): string[] {
  const [before, after] = [JSON.parse(text), JSON.parse(text)];
  prepare(before);
  prepare(after);
  edit(after);
  return diffDescribed(described(before), described(after)).map(
    ({ breaking, subject, message }) => `${breaking ? '!' : ' '} ${subject} ${message}`,
  );
}

const client = (document: any) => document.components.schemas.ClientDto;
const fields = (document: any) => client(document).properties;
const page = (document: any) => document.components.schemas.ClientPage;
const get = (document: any) => document.paths[CLIENTS].get;
const parameter = (document: any, name: string) => get(document).parameters.find((one: any) => one.name === name);
const ok = (document: any) => get(document).responses['200'];

const CASES: [what: string, edit: (document: any) => void, expected: string[], prepare?: (document: any) => void][] = [
  ['a parameter that is gone', (d) => get(d).parameters.shift(), ['! parameter page is gone']],
  [
    'a parameter that is required now',
    (d) => (parameter(d, 'page').required = true),
    ['! parameter page is now required'],
  ],
  [
    'another type of parameter',
    (d) => (parameter(d, 'page').schema = { type: 'string' }),
    ['! parameter page is string, was integer (int32)'],
  ],
  [
    'a parameter in another form',
    (d) => (parameter(d, 'queryFilters').style = 'deepObject'),
    ['! parameter queryFilters is written as deepObject, was form'],
  ],
  [
    'a pattern for a parameter',
    (d) => (parameter(d, 'queryFilters').schema.pattern = '^a'),
    ['! parameter queryFilters pattern is "^a", was not set'],
  ],
  [
    'a set for a parameter',
    (d) => (parameter(d, 'queryFilters').schema.enum = ['a']),
    ['! parameter queryFilters has to be one of a'],
  ],
  [
    'a parameter that is deprecated',
    (d) => (parameter(d, 'page').deprecated = true),
    ['  parameter page is deprecated'],
  ],
  [
    'a new required header',
    (d) => get(d).parameters.push({ name: 'X-A', in: 'header', required: true, schema: { type: 'string' } }),
    ['! parameter X-A is new and required'],
  ],
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
  ['an operation that is deprecated', (d) => (get(d).deprecated = true), ['  /clients is deprecated']],
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
    'a writing operation that is gone',
    (d) => delete d.paths[CLIENTS].post,
    ['! POST /clients is gone'],
    (d) => (d.paths[CLIENTS].post = { responses: { '201': { description: 'Made' } } }),
  ],
  [
    'a field that a body must hold',
    (d) => (d.paths[CLIENTS].post.requestBody.content['application/json'].schema.required = ['a']),
    ['! request body a is now required'],
    (d) =>
      (d.paths[CLIENTS].post = {
        requestBody: {
          content: { 'application/json': { schema: { type: 'object', properties: { a: { type: 'string' } } } } },
        },
        responses: { '201': { description: 'Made' } },
      }),
  ],
  [
    'a base path',
    (d) => (d.servers = [{ url: '/other' }]),
    ['! base path is /other/public-api/v1, was /public-api/v1'],
  ],
  [
    'another header for the key',
    (d) => (d.components.securitySchemes.k.name = 'x-b'),
    ['! header of the key is x-b, was x-a'],
    (d) => (d.components.securitySchemes = { k: { type: 'apiKey', in: 'header', name: 'x-a' } }),
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
    'another schema below a keyword without a counterpart',
    (d) => (fields(d).name.not.maxLength = 9),
    ['! name is described by another not'],
    (d) => (fields(d).name.not = { maxLength: 5 }),
  ],
  [
    'a keyword that comes',
    (d) => (fields(d).name.contentMediaType = 'text/html'),
    ['  name is now described by contentMediaType'],
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
  [
    'what a parameter holds',
    (d) => parameter(d, 'kind').schema.items.enum.pop(),
    ['! parameter kind [] may not be b any more'],
    (d) =>
      get(d).parameters.push({ name: 'kind', in: 'query', schema: { type: 'array', items: { enum: ['a', 'b'] } } }),
  ],
  [
    'a parameter in the path',
    (d) => (d.paths['/public-api/v1/a/{id}'].get.parameters[0].schema.type = 'integer'),
    ['! parameter id is integer, was string'],
    (d) =>
      (d.paths['/public-api/v1/a/{id}'] = {
        get: {
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          responses: { '204': { description: 'Nothing' } },
        },
      }),
  ],
  [
    'a media type of a body, and of its schema',
    (d) => {
      const { content } = d.paths[CLIENTS].post.requestBody;
      delete content['application/json'];
      content['application/xml'].schema.properties.a.type = 'integer';
    },
    ['! request body may no longer be application/json', '! request body a is integer, was string'],
    (d) => {
      const schema = () => ({ schema: { type: 'object', properties: { a: { type: 'string' } } } });
      const content = { 'application/json': schema(), 'application/xml': schema() };
      d.paths[CLIENTS].post = { requestBody: { content }, responses: { '201': { description: 'Made' } } };
    },
  ],
  [
    'a key that is wanted now',
    (d) => (get(d).security = [{ k: [] }]),
    ['! security no longer takes no key', '  security takes apiKey x-a in header'],
    (d) => (d.components.securitySchemes = { k: { type: 'apiKey', in: 'header', name: 'x-a' } }),
  ],
  [
    'a key of which the other file says nothing',
    (d) => {
      d.components.securitySchemes = { k: { type: 'apiKey', in: 'header', name: 'x-a' } };
      d.security = [{ k: [] }];
    },
    ['  security is now described: apiKey x-a in header'],
    (d) => {
      delete d.components.securitySchemes;
      delete d.security;
    },
  ],
  [
    'a scope that is wanted now',
    (d) => (get(d).security = [{ o: ['read', 'write'] }]),
    ['! security no longer takes oauth2 (read)', '  security takes oauth2 (read, write)'],
    (d) => {
      d.components.securitySchemes = { o: { type: 'oauth2' } };
      get(d).security = [{ o: ['read'] }];
    },
  ],
  [
    'webhooks and callbacks',
    (d) => {
      d.webhooks = { made: { post: { summary: 'New words', requestBody: {} } }, more: { post: {} } };
      delete get(d).callbacks;
    },
    [
      '! webhook made is described otherwise',
      '! webhook gone is gone',
      '  webhook more is new',
      '! callback callbacks is gone',
    ],
    (d) => {
      d.webhooks = { made: { post: { summary: 'Words' } }, gone: { post: {} } };
      get(d).callbacks = { done: { '{$request.query.url}': { post: {} } } };
    },
  ],
  ['a limit that one file does not state', (d) => (d.info.description = '20 requests per minute.'), []],
  ['words alone', (d) => (fields(d).name.description = 'The name.'), []],
  [
    'another way to write the same',
    (d) => (fields(d).lastReviewDate = { anyOf: [{ type: 'string', format: 'date-time' }, { enum: [null] }] }),
    [],
  ],
];

for (const [what, edit, expected, prepare] of CASES) {
  test(`two vendor files are compared as they are: ${what}`, () => {
    expect(told(edit, prepare).filter((line, at, all) => all.indexOf(line) === at)).toEqual(expected);
  });
}
