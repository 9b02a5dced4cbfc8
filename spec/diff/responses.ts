import type { ClauseId } from '../clauses.ts';
import { isDeepStrictEqual } from 'node:util';
import { jsonSchema } from '../import/responses.ts';
import type { Header, Response } from '../openapi/operations.ts';
import type { DescribedOperation } from './described.ts';
import { evidenceChange, missingFrom, type LocalChange } from './change.ts';
import { schemaFieldChanges } from './fields.ts';
import { schemaChanges } from './schema.ts';

const STATUS_CLAUSES: Readonly<Record<string, ClauseId>> = {
  '200': 'CON-01',
  '401': 'AUTH-01',
  '404': 'CON-09',
  '405': 'CON-10',
  '429': 'LIM-03',
};

const HEADER_CLAUSES: Readonly<Record<string, ClauseId>> = {
  'retry-after': 'LIM-07',
  'www-authenticate': 'AUTH-07',
  'cache-control': 'SEC-02',
  allow: 'CON-10',
};

/** Headers by their name in lower case, which is the same header. */
const lowerCase = (headers: Readonly<Record<string, Header>>) =>
  new Map(Object.entries(headers).map(([name, header]) => [name.toLowerCase(), { name, header }]));

/** Whether a body is the list that is compared field by field: the JSON of 200, also where other media types repeat it. */
function isComparedAlready(status: string, type: string, ...responses: readonly Response[]): boolean {
  return (
    status === '200' &&
    responses.every((response) => isDeepStrictEqual(response.content?.[type]?.schema, jsonSchema(response)))
  );
}

function responseChanged(status: string, before: Response, after: Response): LocalChange[] {
  const clause = STATUS_CLAUSES[status] ?? 'CON-08';
  const note = (breaking: boolean, message: string, other = clause): LocalChange => ({
    clause: other,
    breaking,
    subject: `response ${status}`,
    message,
  });
  const [wasTypes, isTypes] = [Object.keys(before.content ?? {}), Object.keys(after.content ?? {})];
  const [wasHeaders, isHeaders] = [lowerCase(before.headers ?? {}), lowerCase(after.headers ?? {})];
  const [wasNames, isNames] = [[...wasHeaders.keys()], [...isHeaders.keys()]];
  const headerClause = (name: string) => HEADER_CLAUSES[name.toLowerCase()] ?? clause;
  const headers = isNames.flatMap((key) => {
    const [was, is] = [wasHeaders.get(key), isHeaders.get(key)];
    if (!was || !is) return [];
    const subject = `response ${status} header ${is.name}`;
    const values = schemaChanges(subject, was.header.schema, is.header.schema, headerClause(key));
    return was.header.required && !is.header.required
      ? [...values, { ...note(true, 'may be absent'), subject }]
      : values;
  });
  const errors = wasTypes
    .filter((type) => isTypes.includes(type) && !isComparedAlready(status, type, before, after))
    .flatMap((type) => {
      const [was, is] = [before.content?.[type]?.schema, after.content?.[type]?.schema];
      if (!was || !is) return [];
      return [...schemaChanges('body', was, is, 'CON-08'), ...schemaFieldChanges(was, is, 'CON-08', 'CON-08')];
    })
    .map((change) => ({ ...change, subject: `response ${status} ${change.subject}` }));
  return [
    ...missingFrom(isTypes, wasTypes).map((type) => note(true, `is no longer ${type}`, 'CON-03')),
    ...missingFrom(wasTypes, isTypes).map((type) => note(false, `may be ${type}`, 'CON-03')),
    ...missingFrom(isNames, wasNames).map((name) =>
      note(true, `has no header ${wasHeaders.get(name)?.name ?? name} any more`, headerClause(name)),
    ),
    ...missingFrom(wasNames, isNames).map((name) =>
      note(false, `has a header ${isHeaders.get(name)?.name ?? name}`, headerClause(name)),
    ),
    ...headers,
    ...errors,
    ...evidenceChange(clause, `response ${status}`, before['x-evidence'], after['x-evidence']),
  ];
}

const GONE = 'is no longer described';

/** Changes of the responses of an operation, except for the rows of the list. */
export function responseChanges(before: DescribedOperation, after: DescribedOperation): LocalChange[] {
  const [olds, news] = [Object.keys(before.responses), Object.keys(after.responses)];
  const whole = (status: string, message: string): LocalChange => ({
    clause: STATUS_CLAUSES[status] ?? 'CON-08',
    breaking: status.startsWith('2') && message === GONE,
    subject: `response ${status}`,
    message,
  });
  return [
    ...missingFrom(news, olds).map((status) => whole(status, GONE)),
    ...missingFrom(olds, news).map((status) => whole(status, 'is described')),
    ...olds.flatMap((status) => {
      const [was, is] = [before.responses[status], after.responses[status]];
      return was && is ? responseChanged(status, was, is) : [];
    }),
  ];
}
