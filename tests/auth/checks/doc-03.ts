import type { Samples } from '../../../verifier/samples/sample.ts';
import { complete, docsCheck, shown } from '../evidence/docs.ts';
import { sawDocs } from '../evidence/samples.ts';

/** DOC-03: each operation shows its parameters, responses and example values. */
export const doc03 = docsCheck('DOC-03', [
  complete('missing parameters', 'every parameter of the operation'),
  complete('missing responses', 'every response of the operation'),
  shown('example', 'an example value'),
]);

export const samples: Samples = {
  passes: [...sawDocs('listClients', 'missing parameters', []), ...sawDocs('listClients', 'example', true)],
  rejects: [sawDocs('listClients', 'missing parameters', ['pageSize'])],
};
