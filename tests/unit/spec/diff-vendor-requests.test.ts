import { test, expect } from '@playwright/test';
import { BOUNDS, CLIENTS, get, parameter, told, type Case } from './vendor-files.ts';

/* eslint-disable @typescript-eslint/no-unsafe-member-access,
   @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return --
   the edits below reach into a parsed JSON file, which has no type. */

const CASES: readonly Case[] = [
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
    'a parameter that may no longer be empty, and one that may now hold reserved characters',
    (d) => {
      delete parameter(d, 'queryFilters').allowEmptyValue;
      parameter(d, 'page').allowReserved = true;
    },
    [
      '  parameter page may now hold reserved characters as they are',
      '! parameter queryFilters may no longer be empty',
    ],
    (d) => (parameter(d, 'queryFilters').allowEmptyValue = true),
  ],
  [
    'a pattern for a parameter',
    (d) => (parameter(d, 'queryFilters').schema.pattern = '^a'),
    ['! parameter queryFilters pattern is "^a", was not set'],
  ],
  ...BOUNDS.map(([name, type, wider, narrower]): Case => [
    `a narrower ${name} of a parameter`,
    (d) => (parameter(d, 'page').schema[name] = narrower),
    [`! parameter page ${name} is ${narrower}, was ${wider}`],
    (d) => (parameter(d, 'page').schema = { type, [name]: wider }),
  ]),
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
  ['an operation that is deprecated', (d) => (get(d).deprecated = true), ['  /clients is deprecated']],
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
];

for (const [what, edit, expected, prepare] of CASES) {
  test(`two vendor files are compared as they are: requests: ${what}`, () => {
    expect(told(edit, prepare)).toEqual(expected);
  });
}
