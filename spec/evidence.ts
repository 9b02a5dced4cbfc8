import { fieldAt, type Evidence, type Schema } from './openapi/schema.ts';
import { own } from './own.ts';
import { hasParts } from './record.ts';

/** Ajv's keywords whose evidence stands under another name in the contract. */
const NAMES: Readonly<Record<string, string>> = {
  exclusiveMinimum: 'minimum',
  exclusiveMaximum: 'maximum',
  // Tools that read the file take the word `nullable` for the keyword itself, wherever it stands.
  nullable: 'nulls',
};

/**
 * How certain one keyword of a schema is: its own evidence where it has some, else the evidence of the field.
 * @param keyword as the contract writes it: `format`, `minimum`, `enum`, `nullable` (whether null is allowed)
 */
export function keywordEvidence(schema: Schema, keyword: string): Evidence {
  return schema['x-keyword-evidence']?.[NAMES[keyword] ?? keyword] ?? schema['x-evidence'] ?? 'assumed';
}

/**
 * How certain the promise is that a value broke: the evidence of the keyword, at the place where Ajv found it.
 * @param root the dereferenced schema that the value was validated against
 * @param error Ajv's error: the place of the value, the keyword, and its parameters
 * @param value the value at that place: a null that the type forbids counts for `nullable`
 */
export function brokenEvidence(
  root: Schema,
  error: { readonly instancePath: string; readonly keyword: string; readonly params?: unknown },
  value: unknown,
): Evidence {
  let at = root;
  let inherited: Evidence = root['x-evidence'] ?? 'assumed';
  for (const step of error.instancePath.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    const values = hasParts(at.additionalProperties) ? (at.additionalProperties as Schema) : {};
    at = at.items ?? own(at.properties, name) ?? values;
    inherited = at['x-evidence'] ?? inherited;
  }
  const missing = hasParts(error.params) ? error.params.missingProperty : undefined;
  if (error.keyword === 'required' && typeof missing === 'string') {
    const field = fieldAt(at, missing)?.schema;
    return at['x-keyword-evidence']?.required ?? field?.['x-evidence'] ?? inherited;
  }
  const keyword = error.keyword === 'type' && value === null ? 'nullable' : error.keyword;
  return keywordEvidence({ 'x-evidence': inherited, ...at }, keyword);
}
