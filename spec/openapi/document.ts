import type { Document, LineCounter } from 'yaml';
import { readBounded } from '../bounded-file.ts';
import { ContractError, withinReach } from '../problem.ts';
import type { Place } from './place.ts';
import type { Evidence, Schema } from './schema.ts';
import { shapeProblems } from './shape.ts';
import { textOf } from './text.ts';
import { yamlPackage } from '../when-needed.ts';
import { hasParts } from '../record.ts';

/** The part of an OpenAPI document that the contract is read from. References (`$ref`) may stand anywhere. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string; readonly [key: string]: unknown };
  readonly servers?: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components?: {
    readonly schemas?: Readonly<Record<string, Schema>>;
    readonly securitySchemes?: Readonly<Record<string, { type: string; in?: string; name?: string }>>;
    readonly [section: string]: unknown;
  };
  readonly [key: string]: unknown;
}

/** A node of a document, with `$ref` replaced by its target. */
export interface Dereferenced {
  readonly 'x-evidence'?: Evidence;
  readonly [key: string]: unknown;
}

/** A parsed contract file that knows the line of each node. */
export interface SourceDocument {
  readonly file: string;
  readonly text: string;
  readonly document: OpenApiDocument;
  /** The line of a place, or of the nearest thing around it that exists. */
  readonly lineOf: (place: Place) => number;
  /** Why references to files lead nowhere, by the reference; of a vendor's document alone. */
  readonly lostFiles?: ReadonlyMap<string, string>;
}

/** Enough to see what kind of file it is; one mistake may cause many errors. */
const MOST_PROBLEMS = 20;

function lineFinder(yaml: Document, lines: LineCounter): (place: Place) => number {
  return (place) => {
    for (let length = place.length; length > 0; length -= 1) {
      const node = yaml.getIn(place.slice(0, length), true);
      if (hasParts(node) && Array.isArray(node.range)) return lines.linePos(Number(node.range[0])).line;
    }
    return 1;
  };
}

/** A parsed file that may be anything yet. */
export interface ParsedFile {
  readonly file: string;
  readonly text: string;
  readonly value: unknown;
  readonly lineOf: (place: Place) => number;
  /** The error about a place. */
  readonly problem: (message: string, place?: Place) => ContractError;
}

/**
 * Parses the text of a YAML or JSON file.
 *
 * @param file its name, for messages
 * @throws ContractError when it is neither
 */
export function parseFile(text: string, file: string): ParsedFile {
  return withinReach(file, () => parseJson(text, file) ?? parseYaml(text, file));
}

/** Longer JSON is not read a second time for the line of a problem. */
const MOST_FOR_LINES = 4 * 1024 * 1024;

/** JSON, parsed twenty times as fast as by way of YAML; lines are computed on demand. Undefined where it is no JSON. */
function parseJson(text: string, file: string): ParsedFile | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  let yaml: ParsedFile | undefined;
  const lineOf = (place: Place) =>
    place.length === 0 || text.length > MOST_FOR_LINES ? 1 : (yaml ??= parseYaml(text, file)).lineOf(place);
  const problem = (message: string, place: Place = []) => new ContractError(file, [{ line: lineOf(place), message }]);
  return { file, text, value, lineOf, problem };
}

/** Why a text that looks like JSON is none. */
function jsonMistake(text: string): string | undefined {
  if (!/^\s*(?:[{[]|\/[/*])/.test(text)) return undefined;
  try {
    return JSON.parse(text) as undefined;
  } catch (error) {
    return `JSON: ${(error as Error).message}`;
  }
}

function parseYaml(text: string, file: string): ParsedFile {
  const { LineCounter, parseDocument } = yamlPackage();
  const lines = new LineCounter();
  // `merge`: YAML 1.1's `<<`, by which people share parameters and responses.
  const yaml = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false, merge: true });
  const [first] = yaml.errors; // the others follow from it
  if (first) {
    const several =
      first.code === 'MULTIPLE_DOCS' ? 'several documents (`---`) in one file. Give one alone.' : undefined;
    const why = jsonMistake(text) ?? `YAML or JSON: ${several ?? first.message}`;
    const { line } = lines.linePos(first.pos[0]);
    throw new ContractError(file, [{ line, message: `This is not well-formed ${why}` }]);
  }
  const lineOf = lineFinder(yaml, lines);
  const problem = (message: string, place: Place = []) => new ContractError(file, [{ line: lineOf(place), message }]);
  let value: unknown;
  try {
    value = yaml.toJS();
  } catch (error) {
    throw problem(`This is not well-formed YAML or JSON: ${(error as Error).message}`);
  }
  return { file, text, value, lineOf, problem };
}

/**
 * Parses the text of a contract, YAML or JSON.
 *
 * @param file its name, for messages
 * @throws ContractError when it is not YAML, or not OpenAPI 3.0
 */
export function parseSource(text: string, file: string): SourceDocument {
  const { value: document, lineOf, problem } = parseFile(text, file);
  if (!hasParts(document)) throw problem('This is not an OpenAPI document. Give a YAML or JSON file in OpenAPI 3.0.');
  if (typeof document.swagger === 'string') {
    throw problem('This is Swagger 2.0. `mitp spec import` makes a contract of it.', ['swagger']);
  }
  if (typeof document.openapi !== 'string' || !document.openapi.startsWith('3.0')) {
    throw problem(
      'This is not OpenAPI 3.0 (`openapi: 3.0.x` in its first lines). Of 3.1, `mitp spec import` makes 3.0.',
      ['openapi'],
    );
  }
  const misshapen = withinReach(file, () => shapeProblems(document)).slice(0, MOST_PROBLEMS);
  if (misshapen.length > 0) {
    throw new ContractError(
      file,
      misshapen.map(({ place, message }) => ({ line: lineOf(place), message })),
    );
  }
  return { file, text, document: document as unknown as OpenApiDocument, lineOf };
}

/** No contract is longer. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * The text of a file.
 *
 * @throws ContractError when it cannot be read
 */
export function readText(file: string): string {
  try {
    return textOf(readBounded(file, MOST_BYTES));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const reason =
      code === 'ENOENT' ? 'There is no such file' : `It cannot be read (${code ?? (error as Error).message})`;
    throw new ContractError(file, [{ message: `${reason}. Give the path of an OpenAPI 3.0 file.` }]);
  }
}

/**
 * Reads and parses a contract file.
 *
 * @throws ContractError when it cannot be read or parsed
 */
export function readSource(file: string): SourceDocument {
  const text = readText(file);
  const before = sources.get(file);
  if (before?.text === text) return before;
  const source = parseSource(text, file);
  sources.set(file, source);
  return source;
}

/** Files by name as they were last read: one process reads the same contract several times, and parsing is slow. */
const sources = new Map<string, SourceDocument>();
