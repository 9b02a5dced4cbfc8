import type { Contract } from '../../../spec/contract.ts';
import { yamlText } from '../../../spec/yaml.ts';
import type { FaultHooks } from '../../faults/hooks.ts';

/** How each form of the contract is written. */
const WRITERS = {
  json: (document: object) => JSON.stringify(document, null, 2),
  yaml: yamlText,
} as const;

/** The forms in which a mock serves its contract. */
export type ContractFormat = keyof typeof WRITERS;

/**
 * The contract as a mock serves it: with the mock, as its reader reached it, for the only server.
 *
 * @param wrap what faults change
 */
export function contractFile(
  format: ContractFormat,
  { document }: Contract,
  baseUrl: string,
  wrap: FaultHooks['document'] = (original) => original,
): string {
  const server = { url: baseUrl, description: 'This mock' };
  return WRITERS[format](wrap({ ...document, openapi: servedVersion(document.openapi), servers: [server] }));
}

/** Swagger UI 5.0 to 5.17 does not render 3.0.4, although it differs from 3.0.3 only in the wording of the specification. */
function servedVersion(version: string): string {
  return version === '3.0.4' ? '3.0.3' : version;
}
