import type { Contract, Operation, Schema } from '../../spec/contract.ts';
import { follow, pointerOf, schemaPlace } from '../../spec/openapi/places.ts';
import { contractFormat } from './format.ts';

/** One step of a JSON Patch (RFC 6902) for the contract file. */
export type PatchStep = {
  op: 'add';
  path: string;
  value: unknown;
};

/**
 * Where the contract file describes a field: the pointer to its schema, through every `$ref` on the way.
 * @param pointer of the field in a response, `*` for each index
 */
export function placeInContract({ document }: Contract, operation: Operation, pointer: string): string {
  // A response may be a reference itself, and so may its content.
  const response = follow(document, ['paths', operation.path, 'get', 'responses', '200']);
  return pointerOf(schemaPlace(document, [...response, 'content', 'application/json', 'schema'], pointer));
}

/**
 * A schema for a new field, inferred from its values. A person reviews it before it goes into the contract. The field's existence
 * is observed; what only a few values suggest (its format, that it is never null) is assumed.
 * @param values some of its values
 * @param formats how all of its values were written, in the words of format.ts
 */
export function suggestedSchema(values: readonly unknown[], formats: Iterable<string>, nullable: boolean): Schema {
  const written = [...formats];
  const shape = suggestedShape(values, written);
  const evidence = {
    ...(shape.format === undefined ? {} : { format: 'assumed' as const }),
    ...(nullable ? {} : { nulls: 'assumed' as const }),
  };
  return {
    ...shape,
    ...(nullable ? { nullable: true } : {}),
    'x-evidence': 'observed',
    ...(Object.keys(evidence).length > 0 ? { 'x-keyword-evidence': evidence } : {}),
  };
}

const INT32 = 2 ** 31;

function suggestedShape(values: readonly unknown[], written: readonly string[]): Schema {
  const all = (...known: string[]) => written.length > 0 && written.every((one) => known.includes(one));
  const format = contractFormat(written);
  if (format) return { type: 'string', format };
  if (all('integer')) return { type: 'integer', format: values.every(isInt32) ? 'int32' : 'int64' };
  if (all('integer', 'number')) return { type: 'number', format: 'double' };
  if (all('boolean')) return { type: 'boolean' };
  if (written.length > 0 || values.length === 0) return { type: 'string' };
  if (values.every(Array.isArray)) return { type: 'array', items: {} };
  return { type: 'object' };
}

const isInt32 = (value: unknown) => Number.isInteger(value) && Math.abs(Number(value)) < INT32;
