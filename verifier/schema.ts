import type { ErrorObject, ValidateFunction } from 'ajv';
import { contractAjv } from '../spec/ajv.ts';
import type { Schema } from '../spec/contract.ts';

const ajv = contractAjv();
const compiled = new WeakMap<Schema, ValidateFunction>();

/**
 * Validates a value against a dereferenced schema of the contract, with ajv in strict mode.
 * @returns what is wrong, one entry for each place; empty where the value conforms
 */
export function schemaErrors(schema: Schema, value: unknown): readonly ErrorObject[] {
  let validate = compiled.get(schema);
  if (validate === undefined) {
    validate = ajv.compile(schema);
    compiled.set(schema, validate);
  }
  return validate(value) ? [] : (validate.errors ?? []);
}
