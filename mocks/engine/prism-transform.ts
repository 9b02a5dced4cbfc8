import { transformOas3Operations } from '@stoplight/http-spec/oas3/operation';
import Json from '@stoplight/json';
import RefParser from '@stoplight/json-schema-ref-parser';
import type { getHttpOperationsFromSpec } from '@stoplight/prism-http/dist/utils/operations.js';

/** An operation of the contract, as Prism's components take it. */
export type Resource = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number];

/**
 * The operations of an OpenAPI 3 document, as Prism's `getHttpOperationsFromSpec` makes them from the same parts. It also
 * reads Postman collections, which takes a tenth of the start to load.
 */
export async function transformed(document: object): Promise<Resource[]> {
  const whole = Json.decycle(await new RefParser().dereference(document as never)) as Record<string, unknown>;
  return transformOas3Operations(whole).map(
    (operation) =>
      Json.bundleTarget({
        document: { ...whole, __target__: operation },
        path: '#/__target__',
        cloneDocument: false,
      }) as Resource,
  );
}
