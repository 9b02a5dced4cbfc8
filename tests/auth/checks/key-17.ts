import { everyResponseCheck } from '../../../verifier/check.ts';
import { KEY_HEADER } from '../../../verifier/key-header.ts';
import { problem, sampleExchange, type Samples } from '../../../verifier/samples/sample.ts';

/**
 * KEY-17: a request that is rejected for its key says nothing of the key. The recorder shows a value by its name, so an
 * answer that holds the name of the key it was sent with held the value.
 */
export const key17 = everyResponseCheck(
  'KEY-17',
  ({ request, response }) => {
    if (response.status !== 401 && response.status !== 403) return undefined;
    const sent = [request.target, ...Object.values(request.headers).flat()].join(' ');
    const names = [...sent.matchAll(/\{\{([\w:-]+)\}\}/g)].map(([, name]) => `<${name}>`);
    if (names.length === 0) return undefined;
    const want = `a refusal that says nothing of the key in ${KEY_HEADER}`;
    const inBody = names.some((name) => response.text.includes(name));
    const header = Object.entries(response.headers).find(([, values]) =>
      names.some((name) => values.join().includes(name)),
    );
    if (!inBody && header === undefined) return [];
    return [{ want, got: inBody ? 'the key in the body' : `the key in the header ${header?.[0]}` }];
  },
  'nothing was refused for its key',
);

export const samples: Samples = {
  passes: [sampleExchange('probe', 0, problem(401, 'Unauthorized'), 'unknown')],
  rejects: [sampleExchange('probe', 0, problem(401, 'No such key: <unknown>'), 'unknown')],
};
