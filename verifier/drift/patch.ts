import type { Contract, Operation, Schema } from '../../spec/contract.ts';
import { contractFormat, formatOf } from './format.ts';

/** One step of a JSON Patch (RFC 6902) for the contract file. */
export type PatchStep = {
  op: 'add';
  path: string;
  value: unknown;
};

/**
 * Where the contract file says something of a member: its schema's pointer, through every `$ref` on the way.
 * @param pointer of the member in an answer, `*` for each index
 */
export function placeInContract({ document }: Contract, operation: Operation, pointer: string): string {
  const start = ['paths', operation.path, 'get', 'responses', '200', 'content', 'application/json', 'schema'];
  let at = resolve(document, start);
  for (const step of pointer.split('/').slice(1)) {
    at = resolve(document, step === '*' ? [...at, 'items'] : [...at, 'properties', step]);
  }
  return `/${at.map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
}

/** Follows the `$ref`s that stand on or at the end of a way into the document. */
function resolve(document: unknown, way: readonly string[]): string[] {
  let at: string[] = [];
  for (const step of way) at = follow(document, [...at, step]);
  return at;
}

function follow(document: unknown, at: string[]): string[] {
  const value = at.reduce<unknown>((node, step) => (node as Record<string, unknown> | undefined)?.[step], document);
  const ref = (value as { $ref?: unknown } | undefined)?.$ref;
  return typeof ref === 'string' && ref.startsWith('#/') ? follow(document, ref.slice(2).split('/')) : at;
}

/** The schema that values seen of a new member suggest; a person looks at it before it goes into the contract. */
export function suggestedSchema(values: readonly unknown[], nullable: boolean): Schema {
  const all = (test: (value: unknown) => boolean) => values.length > 0 && values.every(test);
  const format = contractFormat(values.map((value) => formatOf(value) ?? 'none'));
  const shape: Schema = format
    ? { type: 'string', format }
    : all((value) => Number.isInteger(value))
      ? { type: 'integer', format: 'int32' }
      : all((value) => typeof value === 'number')
        ? { type: 'number', format: 'double' }
        : all((value) => typeof value === 'boolean')
          ? { type: 'boolean' }
          : all(Array.isArray)
            ? { type: 'array', items: {} }
            : all((value) => typeof value === 'object')
              ? { type: 'object' }
              : { type: 'string' };
  return { ...shape, ...(nullable ? { nullable: true } : {}), 'x-evidence': 'observed' };
}
