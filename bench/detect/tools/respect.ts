import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { contractCopy } from '../contract-copy.ts';
import { lists, parentId, type Listed } from '../requests.ts';
import { finished, installed, type Tool } from '../tool.ts';

const redocly = installed('@redocly/cli');

/** Workflows by the contract: each list whole, a page of it, filtered and sorted, rejected for its parameters and its key. */
export const respect: Tool = {
  id: 'respect',
  name: 'Redocly Respect',
  version: redocly.version,
  setUp:
    'workflows generated from the contract: each list whole, its second page, filtered and sorted, and refused with 400 and 401; criteria on status, page, pageSize, totalCount and the number of items, beside the schema that Respect checks itself',
  async start(mock, dir) {
    contractCopy(dir, mock.baseUrl);
    const workflows = join(dir, 'lists.arazzo.json');
    writeFileSync(workflows, JSON.stringify(arazzo(lists(await parentId(mock))), null, 1));
    const output = join(dir, 'respect.json');
    const judge = async () => {
      rmSync(output, { force: true });
      const { code, said } = await finished(
        process.execPath,
        [redocly.file('bin/cli.js'), 'respect', workflows, '--json-output', output, '--max-fetch-timeout', '10000'],
        {
          cwd: dir,
          env: {
            REDOCLY_TELEMETRY: 'off',
            REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
            REDOCLY_CLI_RESPECT_INPUT: JSON.stringify({ key: mock.keys.active }),
          },
        },
      );
      if (!existsSync(output))
        return { tests: 0, complaints: [`no report, exit code ${String(code)}: ${said.slice(-300)}`] };
      const report = readFileSync(output, 'utf8');
      const steps = report.match(/"stepId":/g) ?? [];
      return { tests: steps.length, complaints: complaintsOf(JSON.parse(report)) };
    };
    return { judge, stop: () => Promise.resolve() };
  },
};

/** Failed checks, wherever in the report they stand. */
function complaintsOf(report: unknown, where = ''): string[] {
  if (Array.isArray(report)) return report.flatMap((one) => complaintsOf(one, where));
  if (typeof report !== 'object' || report === null) return [];
  const { name, message, status, passed, stepId, ...rest } = report as Record<string, unknown>;
  const here = typeof stepId === 'string' ? stepId : where;
  const failed = (status === 'error' || passed === false) && typeof name === 'string' && typeof message === 'string';
  return [
    ...(failed ? [`${here}: ${name} ${plain(message)}`] : []),
    ...Object.values(rest).flatMap((one) => complaintsOf(one, here)),
  ];
}

/** The first lines of a message, without colours. */
function plain(message: string): string {
  return message
    .replace(/\u001b\[\d*m/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
}

interface Step {
  readonly id: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly status?: number;
  readonly key?: string | null;
  readonly criteria?: readonly string[];
}

function arazzo(all: readonly Listed[]): object {
  const workflows = all.map(({ operation, path }) => {
    const text = operation.fields.find(({ type }) => type === 'string')?.name ?? 'name';
    const steps: Step[] = [
      { id: 'whole', criteria: ['$response.body#/page == 1', '$response.body#/pageSize == 100'] },
      {
        id: 'second-page',
        query: { page: '2', pageSize: '5' },
        criteria: ['$response.body#/page == 2', '$response.body#/pageSize == 5'],
      },
      { id: 'sorted', query: { sortingRules: JSON.stringify({ field: 'id', direction: 'desc' }) } },
      {
        id: 'filtered',
        query: {
          queryFilters: JSON.stringify({ field: text, predicate: 'notEqual', condition: 'none' }),
          pageSize: '5',
        },
      },
      { id: 'refused-size', query: { pageSize: '0' }, status: 400 },
      { id: 'refused-key', status: 401, key: 'a-wrong-key' },
    ];
    const parent = /recommendations\/(\d+)/.exec(path)?.[1];
    return {
      workflowId: operation.id,
      inputs: { type: 'object', properties: { key: { type: 'string' } } },
      steps: steps.map(({ id, query = {}, status = 200, key = '$inputs.key', criteria = [] }) => ({
        stepId: `${operation.id}-${id}`,
        operationId: `$sourceDescriptions.api.${operation.id}`,
        parameters: [
          ...(parent === undefined ? [] : [{ name: 'recommendationId', in: 'path', value: Number(parent) }]),
          ...Object.entries(query).map(([name, value]) => ({ name, in: 'query', value })),
          { name: 'mitp-api-key', in: 'header', value: key },
        ],
        successCriteria: [`$statusCode == ${status}`, ...criteria].map((condition) => ({ condition })),
      })),
    };
  });
  return {
    arazzo: '1.0.1',
    info: { title: 'The lists of the contract', version: '1' },
    sourceDescriptions: [{ name: 'api', type: 'openapi', url: 'openapi.json' }],
    workflows,
  };
}
