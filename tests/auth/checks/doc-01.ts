import type { Samples } from '../../../verifier/samples/sample.ts';
import { docsCheck, shown } from '../evidence/docs.ts';
import { sawDocs } from '../evidence/samples.ts';

/** DOC-01: the Swagger UI page lists every operation of the contract. */
export const doc01 = docsCheck('DOC-01', [
  shown('listed', 'a row with the method and path of the operation'),
  { fact: 'broken', holds: () => false, want: 'a page that renders the contract' },
]);

export const samples: Samples = {
  passes: sawDocs('listClients', 'listed', true),
  rejects: [sawDocs('listClients', 'listed', false)],
};
