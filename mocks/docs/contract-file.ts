import { readFileSync } from 'node:fs';

import { parseDocument } from 'yaml';

import { asset } from '../../spec/asset.ts';

/** The contract as this mock serves it: the file of the package, with the mock as its only server. */
export interface ContractFile {
  readonly yaml: string;
  readonly json: string;
}

/**
 * Makes the served contract for one address of the mock.
 *
 * @param baseUrl the API's base URL as the reader reached it
 */
export function contractFile(baseUrl: string): ContractFile {
  const document = parseDocument(readFileSync(asset('spec/openapi.yaml'), 'utf8'));
  document.set('servers', document.createNode([{ url: baseUrl, description: 'This mock' }]));
  return { yaml: document.toString({ lineWidth: 120 }), json: JSON.stringify(document.toJS(), null, 2) };
}
