import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { ContractError } from '../problem.ts';
import type { Evidence, Schema } from './schema.ts';
import { shapeProblems } from './shape.ts';

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

/** Something in a document that refers to nothing more (`$ref` replaced by what it names). */
export interface Dereferenced {
  readonly 'x-evidence'?: Evidence;
  readonly [key: string]: unknown;
}

/** A place in a document: keys and indexes from its root. */
export type Place = readonly (string | number)[];

/** A parsed contract file that can say on which line something stands. */
export interface SourceDocument {
  readonly file: string;
  readonly text: string;
  readonly document: OpenApiDocument;
  /** The line of a place, or of the nearest thing around it that exists. */
  readonly lineOf: (place: Place) => number;
}

/** Turns a document of OpenAPI 3.1 into one of 3.0. */
export type Conversion = (document: Record<string, unknown>) => Record<string, unknown>;

/** Enough to see what kind of file it is; one mistake may have many followers. */
const MOST_PROBLEMS = 20;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function lineFinder(yaml: Document, lines: LineCounter): (place: Place) => number {
  return (place) => {
    for (let length = place.length; length > 0; length -= 1) {
      const node = yaml.getIn(place.slice(0, length), true);
      if (isRecord(node) && Array.isArray(node.range)) return lines.linePos(Number(node.range[0])).line;
    }
    return 1;
  };
}

/**
 * Parses the text of an OpenAPI 3.0 file, YAML or JSON.
 *
 * @param file its name, for messages
 * @param from31 for a document of OpenAPI 3.1, which is rejected without it
 * @throws ContractError when it is not YAML, or not OpenAPI 3.0
 */
export function parseSource(text: string, file: string, from31?: Conversion): SourceDocument {
  const lines = new LineCounter();
  const yaml = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (yaml.errors.length > 0) {
    const problems = yaml.errors.map((error) => ({
      line: lines.linePos(error.pos[0]).line,
      message: `This is not well-formed YAML or JSON: ${error.message}`,
    }));
    throw new ContractError(file, problems);
  }
  const parsed: unknown = yaml.toJS();
  const is31 = isRecord(parsed) && typeof parsed.openapi === 'string' && parsed.openapi.startsWith('3.1');
  const document = from31 && is31 ? from31(parsed) : parsed;
  const lineOf = lineFinder(yaml, lines);
  const rejectWith = (message: string, place: Place = []) =>
    new ContractError(file, [{ line: lineOf(place), message }]);
  if (!isRecord(document))
    throw rejectWith('This is not an OpenAPI document. Give a YAML or JSON file in OpenAPI 3.0.');
  if (typeof document.swagger === 'string') {
    throw rejectWith('This is Swagger 2.0. Convert it to OpenAPI 3.0, for instance by the Swagger Editor.', [
      'swagger',
    ]);
  }
  if (typeof document.openapi !== 'string' || !document.openapi.startsWith('3.0')) {
    throw rejectWith(
      'This is not OpenAPI 3.0 (`openapi: 3.0.x` in its first lines). Of 3.1, `mitp spec import` makes 3.0.',
      ['openapi'],
    );
  }
  const misshapen = shapeProblems(document).slice(0, MOST_PROBLEMS);
  if (misshapen.length > 0) {
    throw new ContractError(
      file,
      misshapen.map(({ place, message }) => ({ line: lineOf(place), message })),
    );
  }
  return { file, text, document: document as unknown as OpenApiDocument, lineOf };
}

/**
 * Reads and parses a contract file.
 *
 * @throws ContractError when it cannot be read or parsed
 */
export function readSource(file: string, from31?: Conversion): SourceDocument {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const reason = code === 'ENOENT' ? 'There is no such file' : `It cannot be read (${code ?? String(error)})`;
    throw new ContractError(file, [{ message: `${reason}. Give the path of an OpenAPI 3.0 file.` }]);
  }
  if (from31) return parseSource(text, file, from31);
  const before = sources.get(file);
  if (before?.text === text) return before;
  const source = parseSource(text, file);
  sources.set(file, source);
  return source;
}

/** Files by name as they were last read: one process asks for the same contract several times, and parsing it takes long. */
const sources = new Map<string, SourceDocument>();
