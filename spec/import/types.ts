import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';

/**
 * The TypeScript types of a contract, to the letter what `npm run spec:types` writes.
 *
 * @param text the contract as YAML
 */
export async function typesOf(text: string): Promise<string> {
  return `${COMMENT_HEADER}${astToString(await openapiTS(text))}`;
}
