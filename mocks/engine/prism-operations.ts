import { preparedOperations } from '../../spec/prepared.ts';
import type { Resource } from './prism-transform.ts';

export type { Resource };

/** The operations of an OpenAPI 3 document; those of the package's contract were made when the package was built. */
export async function operationsOf(document: object): Promise<Resource[]> {
  const prepared = preparedOperations(document) as Resource[] | undefined;
  if (prepared) return prepared;
  const { transformed } = await import('./prism-transform.ts');
  return transformed(document);
}
