import { dirname, relative, resolve, sep } from 'node:path';
import { decoded } from '../decoded.ts';
import { parseFile, readText } from '../openapi/document.ts';

type Json = Record<string, unknown>;
const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

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
 */
export function withFiles(document: Json, main: string): Json {
  const root = dirname(resolve(main));
  const files = new Map<string, unknown>();

  /** Reads a file once. @returns whether it is there */
  const load = (name: string): boolean => {
    if (files.has(name)) return true;
    if (files.size >= MOST_FILES) return false;
    const path = resolve(root, name);
    let value: unknown;
    try {
      ({ value } = parseFile(readText(path), path));
    } catch {
      return false;
    }
    files.set(name, undefined); // files may name each other
    files.set(name, rewritten(value, path));
    return true;
  };

  /** A `$ref` of the file `from` as one within the document. */
  const pointer = (ref: string, from: string): string => {
    const [place = '', at = ''] = ref.split('#');
    if (/^[a-z][a-z\d+.-]*:/i.test(place)) return ref;
    const path = place === '' ? from : resolve(dirname(from), decoded(place));
    if (path === resolve(main)) return `#${at}`;
    const name = relative(root, path).split(sep).join('/');
    if (name.startsWith('..') || !load(name)) return ref;
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
  return files.size > 0 ? { ...whole, [HOLDER]: Object.fromEntries(files) } : document;
}
