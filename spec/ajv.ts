import type { Ajv } from 'ajv';
import { parseDotnetDate, YEAR_MONTH } from './dotnet-date.ts';
import { ajvPackage, formatsPackage } from './when-needed.ts';

/** The contract's own keywords in schemas; docs/contract.md says what each means. */
export const SCHEMA_KEYWORDS = [
  'x-evidence',
  'x-keyword-evidence',
  'x-observed',
  'x-enum-varnames',
  'x-known-values',
  'x-references',
  'x-date-order',
  'x-present-when',
] as const;

/** .NET writes a Guid bare; ajv-formats would let `urn:uuid:` pass in front of it. */
const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** In OpenAPI 3.0 an exclusive bound is a boolean beside the bound. */
function addExclusive(
  ajv: Ajv,
  keyword: string,
  bound: 'minimum' | 'maximum',
  holds: (value: number, bound: number) => boolean,
): void {
  ajv.removeKeyword(keyword);
  ajv.addKeyword({
    keyword,
    type: 'number',
    schemaType: 'boolean',
    compile: (isOpen: boolean, parent: Readonly<Record<string, unknown>>) => {
      const limit = parent[bound];
      return (value: number) => !isOpen || typeof limit !== 'number' || holds(value, limit);
    },
  });
}

/**
 * A strict Ajv that knows the contract's formats and keywords. It takes OpenAPI 3.0 schema objects as they are in the
 * dereferenced contract; `nullable` is Ajv's own.
 */
export function contractAjv(): Ajv {
  const { Ajv } = ajvPackage();
  const ajv = new Ajv({ strict: true, allErrors: true, meta: false, validateSchema: false });
  formatsPackage().default(ajv);
  ajv.addFormat('uuid', GUID);
  ajv.addFormat('dotnet-datetime', { type: 'string', validate: (text: string) => parseDotnetDate(text) !== null });
  ajv.addFormat('year-month', YEAR_MONTH);
  addExclusive(ajv, 'exclusiveMinimum', 'minimum', (value, bound) => value > bound);
  addExclusive(ajv, 'exclusiveMaximum', 'maximum', (value, bound) => value < bound);
  ajv.addVocabulary(['example', 'xml', 'externalDocs', ...SCHEMA_KEYWORDS]);
  return ajv;
}
