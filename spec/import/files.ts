import { dirname, relative, resolve, sep } from 'node:path';
import { decoded } from '../decoded.ts';
import { parseFile, readText } from '../openapi/document.ts';
import type { ContractError } from '../problem.ts';
import { isRecord, type Json } from '../record.ts';

/** Where the files of a document stand in it, by their path from it. */
const HOLDER = 'x-files';

/** A document is written in fewer. */
const MOST_FILES = 2000;

/** A part of a JSON pointer. */
const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('%', '%25');

/**
 * A document that is spread over files, as one: each `$ref` to a file beside it, or below its folder, leads to a copy in the
 * document. A reference to an address, to a file elsewhere or to one that is not there stays, and leads nowhere.
 *
 * @param main path of the document
 * @returns the document, and why references to files lead nowhere, by the reference
 */
export function withFiles(document: Json, main: string): { document: Json; lost: ReadonlyMap<string, string> } {
  const root = dirname(resolve(main));
  const files = new Map<string, unknown>();
  const lost = new Map<string, string>();

  /** Reads a file once. @returns why it cannot be read, if it cannot */
  const load = (name: string): string | undefined => {
    if (files.has(name)) return undefined;
    if (files.size >= MOST_FILES) return `more than ${MOST_FILES} files are not read`;
    const path = resolve(root, name);
    let value: unknown;
    try {
      ({ value } = parseFile(readText(path), path));
    } catch (error) {
      const [problem] = (error as ContractError).problems ?? [];
      return `${name}: ${problem?.message ?? (error as Error).message}`.replace(/\.?(?: Give the path.*)?$/, '');
    }
    files.set(name, undefined); // files may name each other
    files.set(name, rewritten(value, path));
    return undefined;
  };

  /** A `$ref` of the file `from` as one within the document. */
  const pointer = (ref: string, from: string): string => {
    const [place = '', at = ''] = ref.split('#');
    if (/^[a-z][a-z\d+.-]*:/i.test(place)) return ref;
    const path = place === '' ? from : resolve(dirname(from), decoded(place));
    if (path === resolve(main)) return `#${at}`;
    const name = relative(root, path).split(sep).join('/');
    const why = name.startsWith('..') ? 'it is outside the folder of the document' : load(name);
    if (why !== undefined) {
      lost.set(ref, why);
      return ref;
    }
    return `#/${HOLDER}/${escaped(name)}${at}`;
  };

  const rewritten = (node: unknown, from: string): unknown => {
    if (Array.isArray(node)) return node.map((item) => rewritten(item, from));
    if (!isRecord(node)) return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) =>
        key === '$ref' && typeof value === 'string' ? [key, pointer(value, from)] : [key, rewritten(value, from)],
      ),
    );
  };

  const whole = rewritten(document, resolve(main)) as Json;
  return { document: files.size > 0 ? { ...whole, [HOLDER]: Object.fromEntries(files) } : document, lost };
}
