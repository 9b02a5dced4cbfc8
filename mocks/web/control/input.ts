import { readFileSync } from 'node:fs';

import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Context } from 'hono';
import { parse } from 'yaml';

import { asset } from '../../../spec/asset.ts';
import { BadInput } from './problem.ts';

/** The file that documents the control side, and that its requests are checked against. */
export const controlSpec = (): string => readFileSync(asset('mocks/web/control/openapi.yaml'), 'utf8');

const validators = new Map<string, ValidateFunction>();
let ajv: Ajv2020 | undefined;

function validatorOf(schema: string): ValidateFunction {
  if (!ajv) {
    ajv = new Ajv2020({ strict: true, strictTypes: false, useDefaults: true, validateFormats: false });
    ajv.addVocabulary(['components']);
    ajv.addSchema({ $id: 'control', components: (parse(controlSpec()) as { components: object }).components });
  }
  const made = validators.get(schema) ?? ajv.compile({ $ref: `control#/components/schemas/${schema}` });
  validators.set(schema, made);
  return made;
}

/** What is wrong with a snapshot; undefined where it can be restored. */
export function snapshotProblem(snapshot: unknown): string | undefined {
  const { version } = (snapshot ?? {}) as { version?: unknown };
  if (version !== 1) return `its version is ${JSON.stringify(version) ?? 'missing'}, and this package reads version 1`;
  const validate = validatorOf('Snapshot');
  if (validate(snapshot)) return undefined;
  const [error] = validate.errors ?? [];
  return `${error?.instancePath || 'it'} ${error?.message ?? 'is wrong'}`;
}

/** The JSON body of a request, checked against a schema of the control side's file; throws BadInput. */
export async function input<Value>(c: Context, schema: string): Promise<Value> {
  let body: unknown;
  try {
    body = await c.req.json();
  } catch {
    throw new BadInput('The body is not JSON.');
  }
  const validate = validatorOf(schema);
  if (validate(body)) return body as Value;
  const [error] = validate.errors ?? [];
  throw new BadInput(`The body${error?.instancePath ?? ''} ${error?.message ?? 'is wrong'}; see /__mock/openapi.yaml.`);
}
