import { createRequire } from 'node:module';

import type * as Json from '@stoplight/json';
import type RefParser from '@stoplight/json-schema-ref-parser';
import type { getHttpOperationsFromSpec } from '@stoplight/prism-http/dist/utils/operations.js';

/** An operation of the contract, as Prism's components take it. */
export type Resource = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number];

/** What Prism itself would load. */
const require = createRequire(createRequire(import.meta.url).resolve('@stoplight/prism-http'));

/**
 * The operations of an OpenAPI 3 document, as Prism's `getHttpOperationsFromSpec` makes them from the same parts. It also
 * reads Postman collections, which takes a tenth of the start to load.
 */
export async function operationsOf(document: object): Promise<Resource[]> {
  const { transformOas3Operations } = require('@stoplight/http-spec/oas3/operation') as {
    readonly transformOas3Operations: (document: object) => object[];
  };
  const { bundleTarget, decycle } = require('@stoplight/json') as typeof Json;
  const Parser = require('@stoplight/json-schema-ref-parser') as typeof RefParser;
  const whole = decycle(await new Parser().dereference(document as never)) as Record<string, unknown>;
  return transformOas3Operations(whole).map(
    (operation) =>
      bundleTarget({
        document: { ...whole, __target__: operation },
        path: '#/__target__',
        cloneDocument: false,
      }) as Resource,
  );
}
