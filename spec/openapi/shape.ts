import type { ValidateFunction } from 'ajv';
import { ajvPackage } from '../when-needed.ts';
import type { Place } from './place.ts';

const text = { type: 'string' };
const texts = { type: 'array', items: text };
const flag = { type: 'boolean' };
const number = { type: 'number' };
const map = (values: object) => ({ type: 'object', additionalProperties: values });
const list = (items: object) => ({ type: 'array', items });
const ref = (name: string) => ({ $ref: `#/$defs/${name}` });

/** Either a `$ref`, or an object of this shape. */
const orRef = (shape: object) => ({
  type: 'object',
  if: { required: ['$ref'] },
  then: { properties: { $ref: text } },
  else: shape,
});

const $defs = {
  schema: orRef({
    properties: {
      type: { enum: ['object', 'array', 'string', 'number', 'integer', 'boolean'] },
      format: text,
      nullable: flag,
      enum: { type: 'array' },
      properties: map(ref('schema')),
      required: texts,
      additionalProperties: { type: ['boolean', 'object'] },
      items: ref('schema'),
      allOf: list(ref('schema')),
      oneOf: list(ref('schema')),
      anyOf: list(ref('schema')),
      minimum: number,
      maximum: number,
      minLength: number,
      maxLength: number,
      minItems: number,
      maxItems: number,
      uniqueItems: flag,
      multipleOf: number,
      exclusiveMinimum: flag,
      exclusiveMaximum: flag,
      pattern: text,
      description: text,
      'x-evidence': text,
      'x-keyword-evidence': map(text),
      'x-observed': map({ type: 'object' }),
      'x-enum-varnames': texts,
      'x-known-values': texts,
      'x-references': ref('reference'),
      'x-date-order': list({ type: 'array', items: text, minItems: 2, maxItems: 2 }),
      'x-present-when': { type: 'object', required: ['member', 'equals'], properties: { member: text } },
    },
  }),
  reference: {
    type: 'object',
    required: ['operation', 'member'],
    properties: { operation: text, member: text, inverse: text, mirrors: map(texts) },
  },
  parameter: orRef({
    required: ['name', 'in'],
    properties: {
      name: text,
      in: { enum: ['path', 'query', 'header', 'cookie'] },
      required: flag,
      description: text,
      schema: ref('schema'),
      'x-references': ref('reference'),
    },
  }),
  content: {
    type: 'object',
    properties: {
      schema: ref('schema'),
      examples: map({ type: 'object' }),
    },
  },
  response: orRef({
    properties: { description: text, headers: map({ type: 'object' }), content: map(ref('content')) },
  }),
  operation: {
    type: 'object',
    required: ['responses'],
    properties: {
      operationId: text,
      summary: text,
      description: text,
      tags: texts,
      parameters: list(ref('parameter')),
      responses: map(ref('response')),
      'x-fields': list({ type: 'object', required: ['name'], properties: { name: text, member: text } }),
    },
  },
};

/** The part of the OpenAPI 3.0 grammar that suites, mock and import rely on; everything else may be as it likes. */
const DOCUMENT = {
  $defs,
  type: 'object',
  required: ['openapi', 'info', 'paths'],
  properties: {
    info: {
      type: 'object',
      required: ['title', 'version'],
      properties: { title: text, version: text, description: text },
    },
    servers: list({ type: 'object', required: ['url'], properties: { url: text } }),
    tags: list({ type: 'object', required: ['name'], properties: { name: text, description: text } }),
    paths: map({ type: 'object', properties: { get: ref('operation'), parameters: list(ref('parameter')) } }),
    components: {
      type: 'object',
      properties: {
        schemas: map(ref('schema')),
        parameters: map(ref('parameter')),
        responses: map(ref('response')),
        headers: map({ type: 'object' }),
        securitySchemes: map({ type: 'object' }),
      },
    },
  },
};

let validator: ValidateFunction | undefined;

/** Where a document does not have the structure of OpenAPI 3.0; undefined when it has. */
export function shapeProblems(document: unknown): { place: Place; message: string }[] {
  const validate = (validator ??= new (ajvPackage().Ajv)({ strict: false, allErrors: true }).compile(DOCUMENT));
  if (validate(document)) return [];
  return (validate.errors ?? [])
    .filter(({ keyword }) => keyword !== 'if')
    .map(({ instancePath, message = 'is wrong', params }) => {
      const place = instancePath
        .split('/')
        .slice(1)
        .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
      const allowed = Array.isArray(params.allowedValues) ? ` (${params.allowedValues.join(', ')})` : '';
      return { place, message: `${place.join('.') || 'The document'} ${message}${allowed}: this is no OpenAPI 3.0.` };
    });
}
