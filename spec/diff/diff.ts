import type { Contract } from '../contract.ts';
import type { Schema } from '../openapi/schema.ts';
import { evidenceChange, type Change, type LocalChange } from './change.ts';
import { describedContract, type Described, type DescribedOperation } from './described.ts';
import { sameMeaning, type Said } from '../openapi/beyond.ts';
import { bodyChanges } from './body.ts';
import { securityChanges } from './security.ts';
import { schemaFieldChanges } from './fields.ts';
import { pairedByPath } from './paths.ts';
import { fieldChanges, parameterChanges } from './requests.ts';
import { responseChanges } from './responses.ts';
import { schemaChanges } from './schema.ts';

/** The envelope without the rows, which are compared by themselves. */
function frame(envelope: Schema): Schema {
  const { items, ...others } = envelope.properties ?? {};
  const { items: _, ...list } = items ?? {};
  return { ...envelope, properties: { ...others, items: list } };
}

function operationChanges(before: DescribedOperation, after: DescribedOperation, marked: boolean): Change[] {
  const renamed: LocalChange[] =
    before.id === after.id
      ? []
      : [{ clause: 'CON-01', breaking: false, subject: after.path, message: `operationId was ${before.id}` }];
  return [
    ...evidenceChange('CON-01', after.path, before.evidence, after.evidence),
    ...renamed,
    ...deprecation(after.path, before, after),
    ...bodyChanges(before.body, after.body),
    ...securityChanges(before.security, after.security),
    ...sentChanges('callback', { callbacks: before.callbacks }, { callbacks: after.callbacks }),
    ...parameterChanges(before, after),
    ...(marked ? fieldChanges(before.fields, after.fields) : []),
    ...responseChanges(before, after),
    ...(hasBody(before) && hasBody(after) ? listChanges(before, after) : []),
  ]
    .filter(({ evidence }) => marked || !evidence)
    .map((change) => ({ ...change, operation: after.id }));
}

type Sent = Readonly<Record<string, Said | undefined>>;

/** Changes of the requests that the service sends: a client has to accept more than it expected. */
function sentChanges(what: string, before: Sent = {}, after: Sent = {}): LocalChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name): LocalChange[] => {
    const [was, is] = [before[name], after[name]];
    if ((!was && !is) || (was && is && sameMeaning(was, is))) return [];
    const message = !is ? 'is gone' : !was ? 'is new' : 'is described otherwise';
    return [{ clause: 'CON-01', breaking: was !== undefined, subject: `${what} ${name}`, message }];
  });
}

/** Whether a document describes the content of 200. */
const hasBody = ({ envelope }: DescribedOperation) => Object.keys(envelope).length > 0;

function listChanges(before: DescribedOperation, after: DescribedOperation): LocalChange[] {
  return [
    ...schemaChanges('response body', before.envelope, after.envelope, 'CON-04'),
    ...schemaFieldChanges(frame(before.envelope), frame(after.envelope), 'CON-04', 'CON-04'),
    ...schemaChanges('row', before.item, after.item, 'CON-02'),
    ...schemaFieldChanges(before.item, after.item, 'CON-02', 'CON-05'),
  ];
}

function deprecation(path: string, before: DescribedOperation, after: DescribedOperation): LocalChange[] {
  if (before.deprecated === after.deprecated) return [];
  const message = after.deprecated ? 'is deprecated' : 'is no longer deprecated';
  return [{ clause: 'CON-01', breaking: false, subject: path, message }];
}

function serviceChanges(before: Described, after: Described): Change[] {
  const changes: Change[] = [];
  const said = <Key extends keyof Described>(key: Key) => before[key] !== undefined && after[key] !== undefined;
  if (said('basePath') && before.basePath !== after.basePath) {
    const message = `is ${after.basePath}, was ${before.basePath}`;
    changes.push({ clause: 'CON-01', breaking: true, subject: 'base path', message });
  }
  if (said('keyHeader') && before.keyHeader?.toLowerCase() !== after.keyHeader?.toLowerCase()) {
    const message = `is ${after.keyHeader}, was ${before.keyHeader}`;
    changes.push({ clause: 'AUTH-03', breaking: true, subject: 'header of the key', message });
  }
  const [was, is] = [before.limit, after.limit];
  if (was && is && (was.requests !== is.requests || was.windowSeconds !== is.windowSeconds)) {
    const words = ({ requests, windowSeconds }: Contract['limit']) =>
      `${requests} requests in ${windowSeconds} seconds`;
    // A client that spends a whole window's budget at once is hurt by a smaller budget, and by a lower rate.
    const breaking = is.requests < was.requests || is.requests / is.windowSeconds < was.requests / was.windowSeconds;
    changes.push({ clause: 'LIM-01', breaking, subject: 'rate limit', message: `is ${words(is)}, was ${words(was)}` });
  }
  return changes;
}

/** The differences between two contracts, as a client of the API sees them. */
export const diffContracts = (before: Contract, after: Contract): Change[] =>
  diffDescribed(describedContract(before), describedContract(after));

/**
 * The differences between two documents, as a client of the API sees them. Descriptions and examples are ignored; operations are
 * matched by path; where one document leaves out a part of the service (base path, key, limit), no change is reported.
 */
export function diffDescribed(before: Described, after: Described): Change[] {
  const marked = before.marked && after.marked;
  const pairs = pairedByPath(before.operations, after.operations);
  const kept = new Set(pairs.values());
  return [
    ...serviceChanges(before, after),
    ...sentChanges('webhook', before.webhooks, after.webhooks),
    ...before.operations
      .filter((old) => !pairs.has(old))
      .map(({ id, path }): Change => ({
        clause: 'CON-01',
        breaking: true,
        operation: id,
        subject: path,
        message: 'is gone',
      })),
    ...after.operations
      .filter((now) => !kept.has(now))
      .map(({ id, path }): Change => ({
        clause: 'CON-01',
        breaking: false,
        operation: id,
        subject: path,
        message: 'is new',
      })),
    ...[...pairs].flatMap(([old, now]) => operationChanges(old, now, marked)),
  ];
}
