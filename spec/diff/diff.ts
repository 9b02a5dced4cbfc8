import type { Contract } from '../contract.ts';
import type { Operation } from '../openapi/operations.ts';
import type { Schema } from '../openapi/schema.ts';
import { evidenceChange, type Change, type LocalChange } from './change.ts';
import { memberChanges } from './members.ts';
import { anonymous } from './paths.ts';
import { fieldChanges, parameterChanges } from './requests.ts';
import { responseChanges } from './responses.ts';
import { schemaChanges } from './schema.ts';

/** The envelope without the rows, which are compared by themselves. */
function frame(envelope: Schema): Schema {
  const { items, ...others } = envelope.properties ?? {};
  const { items: _, ...list } = items ?? {};
  return { ...envelope, properties: { ...others, items: list } };
}

function operationChanges(before: Operation, after: Operation): Change[] {
  const renamed: LocalChange[] =
    before.id === after.id
      ? []
      : [{ clause: 'CON-01', breaking: false, subject: after.path, message: `operationId was ${before.id}` }];
  return [
    ...evidenceChange('CON-01', after.path, before.evidence, after.evidence),
    ...renamed,
    ...parameterChanges(before, after),
    ...fieldChanges(before.fields, after.fields),
    ...responseChanges(before, after),
    ...memberChanges(frame(before.envelope), frame(after.envelope), 'CON-04', 'CON-04'),
    ...schemaChanges('row', before.item, after.item, 'CON-02'),
    ...memberChanges(before.item, after.item, 'CON-02', 'CON-05'),
  ].map((change) => ({ ...change, operation: after.id }));
}

function serviceChanges(before: Contract, after: Contract): Change[] {
  const changes: Change[] = [];
  if (before.basePath !== after.basePath) {
    const message = `is ${after.basePath}, was ${before.basePath}`;
    changes.push({ clause: 'CON-01', breaking: true, subject: 'base path', message });
  }
  if (before.keyHeader.toLowerCase() !== after.keyHeader.toLowerCase()) {
    const message = `is ${after.keyHeader}, was ${before.keyHeader}`;
    changes.push({ clause: 'AUTH-03', breaking: true, subject: 'header of the key', message });
  }
  const [was, is] = [before.limit, after.limit];
  if (was.requests !== is.requests || was.windowSeconds !== is.windowSeconds) {
    const words = ({ requests, windowSeconds }: Contract['limit']) =>
      `${requests} requests in ${windowSeconds} seconds`;
    // A client that spends a whole window's budget at once is hurt by a smaller budget, and by a lower rate.
    const breaking = is.requests < was.requests || is.requests / is.windowSeconds < was.requests / was.windowSeconds;
    changes.push({ clause: 'LIM-01', breaking, subject: 'rate limit', message: `is ${words(is)}, was ${words(was)}` });
  }
  return changes;
}

/**
 * The differences between two contracts, as a client of the API sees them. Descriptions and examples are left aside;
 * operations are matched by path.
 */
export function diffContracts(before: Contract, after: Contract): Change[] {
  const find = (contract: Contract, path: string) =>
    contract.operations.find((operation) => anonymous(operation.path) === anonymous(path));
  return [
    ...serviceChanges(before, after),
    ...before.operations
      .filter(({ path }) => !find(after, path))
      .map(({ id, path }): Change => ({
        clause: 'CON-01',
        breaking: true,
        operation: id,
        subject: path,
        message: 'is gone',
      })),
    ...after.operations
      .filter(({ path }) => !find(before, path))
      .map(({ id, path }): Change => ({
        clause: 'CON-01',
        breaking: false,
        operation: id,
        subject: path,
        message: 'is new',
      })),
    ...before.operations.flatMap((old) => {
      const now = find(after, old.path);
      return now ? operationChanges(old, now) : [];
    }),
  ];
}
