import type { Contract } from '../contract.ts';
import { anonymous } from '../diff/paths.ts';
import type { SourceDocument } from '../openapi/document.ts';
import { ENVELOPE_FIELDS, type Operation } from '../openapi/operations.ts';
import type { PlainReader } from '../openapi/plain.ts';
import { ContractError } from '../problem.ts';
import { guessOperationId, guessReference, type KnownLists } from './guess.ts';
import type { Notes } from './notes.ts';
import { lostReferencesOf, type LostReference } from './lost.ts';
import { vendorPaths } from './paths.ts';
import { pathPrefix } from './service.ts';
import { describedBody, readVendorOperation, vendorEnvelope, type Shapes, type VendorOperation } from './vendor.ts';

/** One list of the vendor's file, beside the same list of the contract so far. */
export interface Match {
  readonly id: string;
  /** Below the base path, as the vendor writes it. */
  readonly path: string;
  readonly now: VendorOperation;
  /** Undefined where the vendor does not describe the response: ours stays. */
  readonly shapes: Shapes | undefined;
  /** Undefined for a list that is new. */
  readonly old: Operation | undefined;
}

export const ENVELOPE = 'an object with page, pageSize, totalCount and items (an array of objects)';

/** Why a list cannot be judged: where the values of its path parameters come from is not known. */
function unreachable({ path, now, old }: Match, lists: KnownLists): string | undefined {
  if (old?.parent && ![...lists.values()].includes(old.parent.operation)) {
    return `${old.parent.operation}, whose rows it hangs below, is not there.`;
  }
  const inPath = (now.parameters ?? []).filter((parameter) => parameter.in === 'path');
  const known = [...inPath.map(({ name }) => name), ...(old?.pathParameters ?? [])];
  const undeclared = [...path.matchAll(/\{([^}]+)\}/g)].find(([, name = '']) => !known.includes(name));
  if (undeclared) return `its path parameter ${undeclared[1] ?? ''} is not declared.`;
  if (old) return undefined;
  if (inPath.length > 1) return 'it has more than one path parameter.';
  const [only] = inPath;
  if (!only || guessReference(only.name, path, lists)) return undefined;
  return `it is not known where ${only.name} comes from. Write it into the contract by hand, with x-references.`;
}

/** The bodies of operations that might be lists: enough to see what the file is about. */
function foundInstead(others: readonly { readonly path: string; readonly body: string }[]): string {
  const envelope = ENVELOPE_FIELDS.map((name) => name.toLowerCase());
  const likeness = ({ body }: { readonly body: string }) =>
    body.split(', ').filter((name) => envelope.some((known) => known === name.toLowerCase())).length;
  const groups = new Map<string, number>();
  for (const { body } of others) groups.set(body, (groups.get(body) ?? 0) + 1);
  const common = [...groups].sort(([, one], [, other]) => other - one).slice(0, 3);
  const counted = common.map(
    ([body, count]) => `${count} GET ${count === 1 ? 'path returns' : 'paths return'} {${body}}`,
  );
  const [nearest] = [...others].sort((one, other) => likeness(other) - likeness(one));
  if (!nearest) return 'It describes no GET with a JSON body.';
  const same = likeness(nearest);
  const exact = ENVELOPE_FIELDS.every((name) => nearest.body.split(', ').includes(name));
  const spelling = exact
    ? ', but its items are no objects with fields that can be read'
    : same === ENVELOPE_FIELDS.length
      ? ': the same names in other letter case'
      : '';
  const hint = same > 0 ? ` Nearest: ${nearest.path} has ${nearest.body}${spelling}.` : '';
  return `${counted.join('; ')}.${hint}`;
}

/** Why a document is not one of this API: nothing in it is a list, nor are its paths ours. */
function notThisApi(
  found: readonly Pick<Match, 'shapes' | 'old' | 'path'>[],
  before: Contract,
  others: Parameters<typeof foundInstead>[0],
  [lost]: readonly LostReference[],
): string | undefined {
  if (found.some(({ shapes }) => shapes)) return undefined;
  const none = `No operation returns a list in the envelope (CON-04), ${ENVELOPE}. ${foundInstead(others)}`;
  if (lost) {
    const put = ' Put the files beside the document, or make one of them (redocly bundle).';
    return (
      `${others.length > 0 ? `${none} R` : 'No list can be read: r'}eferences lead nowhere, the first of them ` +
      `\`$ref: ${lost.ref}\` (${lost.why}).${lost.ref.startsWith('#') ? '' : put}`
    );
  }
  if (found.length === 0) return `${none} Nothing can be imported.`;
  if (found.length * 2 >= before.operations.length) return undefined;
  return (
    `Of our ${before.operations.length} lists it has only ${found.map(({ path }) => path).join(', ')}, and does not say what is ` +
    `returned there. ${none} This is another API, or a part of it: nothing can be imported.`
  );
}

/** The vendor's lists that suites and mock can work by, in the vendor's order; a note for each path that is left out. */
export function matchOperations(
  before: Contract,
  vendor: SourceDocument,
  reader: PlainReader,
  notes: Notes,
): { prefix: string; matches: Match[]; lists: KnownLists } {
  const all = vendorPaths(vendor, before.basePath, reader, notes);
  const prefix = pathPrefix(
    all.map(({ path }) => path),
    before.operations.map(({ path }) => path),
  );
  const leaveOut = (path: string, why: string) => notes.at(path, `Left out: ${why}`);
  const same = (path: string, now: VendorOperation | undefined) =>
    before.operations.find((operation) => anonymous(operation.path) === anonymous(path)) ??
    before.operations.find((operation) => now && operation.id === now.operationId);
  const others: { path: string; body: string }[] = [];
  const lostIn = lostReferencesOf(vendor, reader);
  const allLost: LostReference[] = [];
  const found = all.flatMap(({ path: full, item, version }): Omit<Match, 'id'>[] => {
    if (!full.startsWith(`${prefix}/`)) {
      leaveOut(full, `it is not below ${prefix}.`);
      return [];
    }
    const path = full.slice(prefix.length);
    const read = readVendorOperation(item, full, reader, notes);
    const now = read && { ...read, parameters: (read.parameters ?? []).filter(({ name }) => name !== version) };
    const old = same(path, now);
    const lost = lostIn(readPart(item, reader));
    allLost.push(...lost);
    for (const { ref, where, why } of lost) {
      const place = `${full} ${where}`.trim();
      notes.at(place, `\`$ref: ${ref}\` leads nowhere (${why}). What the contract had there stays, if anything.`);
    }
    const shapes = now && vendorEnvelope(now);
    if (now && shapes) return [{ path, now, shapes, old }];
    const body = now && describedBody(now);
    if (old && (now ? body === undefined : reader.follow(item) === undefined)) {
      if (now && !lost.some(({ where }) => /^(?:200|2XX|default)\b/i.test(where)))
        notes.at(full, 'The file says nothing of the body of 200; what the contract had stays.');
      return [{ path, now: now ?? silent(old), shapes: undefined, old }];
    }
    if (!now) return [];
    if (body !== undefined) others.push({ path: full, body });
    leaveOut(full, `its response is no list in the envelope (CON-04), ${ENVELOPE}.`);
    return [];
  });
  const why = notThisApi(found, before, others, allLost);
  if (why !== undefined) throw new ContractError(vendor.file, [{ line: vendor.lineOf(['paths']), message: why }]);
  const ids = found.flatMap(({ old }) => (old ? [old.id] : []));
  const named = found.map((entry): Match => {
    const own = /^[A-Za-z][\w-]*$/.test(entry.now.operationId) && !ids.includes(entry.now.operationId);
    const id = entry.old?.id ?? (own ? entry.now.operationId : guessOperationId(entry.path, ids));
    if (!entry.old) ids.push(id);
    return { ...entry, id };
  });
  const lists = new Map(named.map(({ path, id }) => [path, id]));
  const matches = named.filter((match) => {
    const why = unreachable(match, lists);
    if (why !== undefined) leaveOut(match.path, why);
    return why === undefined;
  });
  return { prefix, matches, lists };
}

/** What is read of a path. */
function readPart(item: unknown, { follow }: PlainReader): unknown {
  const { get, parameters } = (follow(item) ?? {}) as { get?: unknown; parameters?: unknown };
  return follow(item) === undefined ? item : get && { parameters, get };
}

/** An operation that the vendor's file does not describe readably. */
const silent = ({ id }: Operation): VendorOperation => ({ operationId: id, responses: {} });
