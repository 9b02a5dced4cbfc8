import { everyAnswerCheck } from '../../harness/check.ts';
import { header, json } from '../../harness/exchange.ts';
import { broken, type Samples } from '../../harness/sample.ts';
import { sampleServer } from '../../harness/sample-world.ts';

/** CON-03: every body is JSON and says so. Refusals for the budget may be plain text (tolerated; CON-08 and LIM-12 judge them). */
export const con03 = everyAnswerCheck('CON-03', ({ ask, answer }) => {
  if (ask.method !== 'GET' || ask.operation === undefined || answer.status === 429) return undefined;
  if (answer.status < 200 || answer.status > 299) return undefined;
  const type = header(answer, 'content-type');
  if (type === undefined) return [{ want: 'Content-Type: application/json', got: 'no Content-Type' }];
  const [media = '', ...parameters] = type
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice(8)
    .replaceAll('"', '');
  const findings = [];
  if (media !== 'application/json') findings.push({ want: 'application/json', got: type });
  if (charset !== undefined && !['utf-8', 'utf8'].includes(charset)) findings.push({ want: 'UTF-8', got: type });
  if (json(answer) === undefined)
    findings.push({ want: 'a JSON body', got: answer.text.slice(0, 60) || 'an empty body' });
  if (answer.text.includes('\uFFFD')) findings.push({ want: 'text in UTF-8', got: 'bytes that are not UTF-8' });
  return findings;
});

export const samples: Samples = {
  passes: sampleServer(),
  rejects: broken(sampleServer(), ({ body }) => ({ headers: { 'content-type': 'text/html' }, body })),
};
