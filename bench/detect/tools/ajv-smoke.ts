import { contractAjv } from '../../../spec/ajv.ts';
import { asker, lists, parentId } from '../requests.ts';
import { installed, type Tool } from '../tool.ts';

/** What a team writes in an afternoon: reads each list once and validates what comes, and sends one request without a key. */
export const ajvSmoke: Tool = {
  id: 'ajv-smoke',
  name: 'ajv smoke test',
  version: installed('ajv').version,
  setUp:
    'each list once, a page of 5, one without a key and one with `pageSize=0`; status, content type and body against the response schema',
  async start(mock) {
    const ajv = contractAjv();
    const all = lists(await parentId(mock));
    const judge = async () => {
      const send = asker(mock);
      const complaints: string[] = [];
      for (const { operation, path } of all) {
        for (const [expected, query, key] of [
          ['200', {}, mock.keys.active],
          ['200', { page: '2', pageSize: '5' }, mock.keys.active],
          ['400', { pageSize: '0' }, mock.keys.active],
          ['401', {}, null],
        ] as const) {
          const where = `${operation.id} ${JSON.stringify(query)} ${expected}`;
          const response = await send(path, query, key);
          const text = await response.text();
          const media = response.headers.get('content-type')?.split(';')[0] ?? '';
          const schema = operation.responses[expected]?.content?.[media]?.schema;
          if (String(response.status) !== expected) complaints.push(`${where}: status ${response.status}`);
          else if (!schema) complaints.push(`${where}: content type ${media}`);
          else complaints.push(...problems(text).map((problem) => `${where}: ${problem}`));

          function problems(body: string): string[] {
            try {
              const value: unknown = JSON.parse(body);
              const validate = ajv.compile(schema ?? {});
              if (validate(value)) return [];
              return (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
            } catch {
              return ['no JSON'];
            }
          }
        }
      }
      return { tests: all.length * 4, complaints };
    };
    return { judge, stop: () => Promise.resolve() };
  },
};
