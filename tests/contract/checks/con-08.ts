import type { Schema } from '../../../spec/contract.ts';
import { everyAnswerCheck, type Broken, type Seen } from '../../harness/check.ts';
import { header, json } from '../../harness/exchange.ts';
import { schemaErrors } from '../../harness/schema.ts';
import { broken, type Samples } from '../../harness/sample.ts';
import { sampleServer } from '../../harness/sample-world.ts';
import { errorWants } from './errors.ts';

const JUDGED = [400, 401, 403, 404, 405, 429];

/** CON-08: error bodies conform to the contract's error schema and status; none is an HTML page. */
export const con08 = everyAnswerCheck(
  'CON-08',
  ({ ask, answer }, seen) => {
    if (!JUDGED.includes(answer.status) || ask.method === 'HEAD' || ask.via === 'socket') return undefined;
    const type = header(answer, 'content-type') ?? 'no Content-Type';
    if (/html/i.test(type) || /^\s*<(!doctype|html)/i.test(answer.text))
      return [{ want: `${answer.status} without an HTML page`, got: type }];
    const body = json(answer);
    const schema = errorSchema(seen);
    if (!/json/i.test(type) || body === undefined || !schema) {
      const wrong: Broken = {
        want: `${answer.status} with a JSON body that says so`,
        got: answer.text === '' ? 'no body' : type,
      };
      // A limiter in front of the API often answers text/plain, which the vendor's promise allows (defects.md).
      return [answer.status === 429 ? { ...wrong, tolerated: true } : wrong];
    }
    const status = body !== null && typeof body === 'object' && 'status' in body ? body.status : undefined;
    const wrongStatus =
      typeof status === 'number' && status !== answer.status
        ? [{ want: `status ${answer.status} in the body as well`, got: String(status), pointer: '/status' }]
        : [];
    const faults = schemaErrors(schema, body).slice(0, 3);
    return [
      ...faults.map(({ instancePath, message }) => ({
        want: message ?? 'the error schema',
        got: answer.text.slice(0, 80),
        pointer: instancePath || '/',
      })),
      ...wrongStatus,
    ];
  },
  'nothing was refused',
  errorWants,
);

/** The schema of the contract's 400 answers; every error has the same. */
function errorSchema({ contract }: Seen): Schema | undefined {
  const content = contract.operations
    .map(({ responses }) => responses['400']?.content)
    .find((one) => one !== undefined);
  return Object.values(content ?? {})[0]?.schema;
}

/** The rejected server has a gateway in front of it that answers errors with a page. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: broken(sampleServer(), ({ status = 200 }) =>
    status >= 400
      ? { status, headers: { 'content-type': 'text/html' }, body: '<html><h1>Bad Request</h1></html>' }
      : undefined,
  ),
};
