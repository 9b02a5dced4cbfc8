import type { Evidence, Schema } from '../openapi/schema.ts';

/**
 * One schema for a new field for which several runs suggest one each.
 * @returns undefined where the runs saw values of different types
 */
export function mergedSchema(schemas: readonly Schema[]): Schema | undefined {
  const [first, ...rest] = schemas;
  return rest.reduce<Schema | undefined>((one, other) => one && merged(one, other), first);
}

function merged(one: Schema, other: Schema): Schema | undefined {
  const types = new Set([one.type, other.type]);
  const numeric = types.has('integer') && types.has('number') && types.size === 2;
  if (types.size > 1 && !numeric) return undefined;
  const type = numeric ? 'number' : one.type;
  const format = numeric ? 'double' : one.format === other.format ? one.format : wider(one.format, other.format);
  const nullable = one.nullable === true || other.nullable === true;
  const { format: _, nullable: __, 'x-keyword-evidence': ___, type: ____, ...more } = one;
  const evidence: Record<string, Evidence> = {
    ...(format === undefined ? {} : { format: 'assumed' }),
    ...(nullable ? {} : { nulls: 'assumed' }),
  };
  return {
    ...(type === undefined ? {} : { type }),
    ...(format === undefined ? {} : { format }),
    ...(nullable ? { nullable } : {}),
    ...more,
    ...(Object.keys(evidence).length > 0 ? { 'x-keyword-evidence': evidence } : {}),
  };
}

/** The wider of two formats of whole numbers; of texts that are written in two ways nothing is known. */
const wider = (one?: string, other?: string) =>
  one?.startsWith('int') && other?.startsWith('int') ? 'int64' : undefined;
