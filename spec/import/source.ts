import {
  parseFile,
  readText,
  type OpenApiDocument,
  type ParsedFile,
  type SourceDocument,
} from '../openapi/document.ts';
import { withFiles } from './files.ts';
import { textOf } from '../openapi/text.ts';
import { ContractError, withinReach } from '../problem.ts';
import { isRecord, type Json } from '../record.ts';

const TIMEOUT_MS = 30_000;
const WEB_PAGE = 'This is a web page. Give the document that its link (swagger.json) leads to.';

/** What people have in place of an OpenAPI document. */
const OTHERS: Readonly<Record<string, (value: Json) => boolean>> = {
  'a Postman collection': ({ info }) => isRecord(info) && String(info.schema).includes('getpostman.com'),
  'an Insomnia export': ({ __export_format: format, type }) => format !== undefined || /insomnia/.test(String(type)),
  'an AsyncAPI document': ({ asyncapi }) => asyncapi !== undefined,
  'an Arazzo document': ({ arazzo }) => arazzo !== undefined,
  'a recording of requests (HAR)': ({ log }) => isRecord(log) && Array.isArray(log.entries),
  'Swagger 1.2': ({ swaggerVersion }) => swaggerVersion !== undefined,
};

/** The document at an address. No key is sent: vendors publish it openly. */
async function fetchText(url: string, get: typeof fetch): Promise<string> {
  const reject = (message: string) => new ContractError(url, [{ message }]);
  const load = () => get(url, { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(TIMEOUT_MS) });
  let response: Response;
  try {
    // A connection kept from an earlier request may have been closed by the server meanwhile.
    response = await load().catch(load);
  } catch (error) {
    const { cause, message } = error as Error & { cause?: { code?: string; message?: string } };
    throw reject(
      `It cannot be fetched (${cause?.code ?? cause?.message ?? message}). Save it to a file and give that.`,
    );
  }
  if (!response.ok) throw reject(`The server responds ${response.status}. Give the address of the document itself.`);
  const text = textOf(new Uint8Array(await response.arrayBuffer()));
  if (text.trimStart().startsWith('<')) throw reject(WEB_PAGE);
  return text;
}

export const isUrl = (place: string) => /^https?:\/\//i.test(place);

const texts = (value: unknown, fallback: string) => (typeof value === 'string' && value !== '' ? value : fallback);
const records = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** A vendor's document with the parts that every reader relies on. Other oddities matter only where they are read. */
function tolerated(document: Json): OpenApiDocument {
  const info = isRecord(document.info) ? document.info : {};
  const paths = Object.entries(isRecord(document.paths) ? document.paths : {}).filter(([, item]) => isRecord(item));
  const servers = records(document.servers).filter(({ url }) => typeof url === 'string');
  const components = isRecord(document.components) ? document.components : {};
  const sections = Object.entries(components).filter(([, section]) => isRecord(section));
  return {
    ...document,
    openapi: String(document.openapi),
    info: {
      ...info,
      title: texts(info.title, 'Untitled API'),
      version: texts(info.version, typeof info.version === 'number' ? String(info.version) : '1'),
    },
    servers: servers as unknown as NonNullable<OpenApiDocument['servers']>,
    paths: Object.fromEntries(paths) as OpenApiDocument['paths'],
    components: Object.fromEntries(sections),
  };
}

/** @throws ContractError when it is neither YAML nor JSON */
function parsed(text: string, file: string): ParsedFile {
  if (text.trimStart().startsWith('<')) throw new ContractError(file, [{ line: 1, message: WEB_PAGE }]);
  return parseFile(text, file);
}

function openApi3({ value, file, text, lineOf, problem }: ParsedFile): SourceDocument {
  if (!isRecord(value)) throw problem('This is not an OpenAPI document. Give a YAML or JSON file.');
  const other = Object.entries(OTHERS).find(([, isOne]) => isOne(value));
  if (other) throw problem(`This is ${other[0]}, no OpenAPI document: export or convert it to OpenAPI 3.`);
  // YAML reads `openapi: 3.0` as the number 3.
  if (!/^3(?:\.\d|$)/.test(String(value.openapi)))
    throw problem('This is no OpenAPI document: it has neither `openapi: 3.x` nor `swagger: "2.0"`.');
  if (!isRecord(value.paths))
    throw problem('This OpenAPI document has no paths: there is nothing to import.', ['info']);
  const { document, lost } = withinReach(file, () => whole(value, file));
  return { file, text, document: tolerated(document), lineOf, lostFiles: lost };
}

/**
 * Parses a vendor's document: OpenAPI 3.0, 3.1 or later 3.x. Parts that no list uses may be as they like.
 *
 * @throws ContractError when it is not YAML, or no OpenAPI 3
 */
export const parseVendor = (text: string, file: string): SourceDocument => openApi3(parsed(text, file));

/** A document with the files that it names; of an address, nothing more is fetched. */
const whole = (document: Json, file: string): ReturnType<typeof withFiles> =>
  isUrl(file) ? { document, lost: new Map() } : withFiles(document, file);

/** A document of Swagger 2.0 in OpenAPI 3.0, mended where the converter knows how. */
async function fromSwagger2(document: Json, problem: (message: string) => ContractError): Promise<string> {
  const { default: converter } = await import('swagger2openapi');
  // The converter prints the stack of its own errors before it throws them.
  const { warn } = globalThis.console;
  globalThis.console.warn = () => undefined;
  try {
    const { openapi } = await converter.convertObj(document, { patch: true, warnOnly: true, anchors: true });
    return JSON.stringify(openapi);
  } catch (error) {
    throw problem(`This is Swagger 2.0 and cannot be converted: ${(error as Error).message}.`);
  } finally {
    globalThis.console.warn = warn;
  }
}

/** Parses a vendor's document, Swagger 2.0 too, which is converted first. */
export async function vendorSource(text: string, file: string): Promise<SourceDocument> {
  const read = parsed(text, file);
  const { value, problem } = read;
  // tsoa writes the version after everything else.
  if (!isRecord(value) || !String(value.swagger).startsWith('2')) return openApi3(read);
  return parseVendor(await fromSwagger2(whole(value, file).document, problem), file);
}

/**
 * Reads an OpenAPI document of a vendor, Swagger 2.0 or OpenAPI 3.x, from a file or an address.
 * @param get fetches an address: through a proxy, where the network has one
 * @throws ContractError when it cannot be read, fetched or parsed
 */
export async function readFrom(place: string, get: typeof fetch = fetch): Promise<SourceDocument> {
  return vendorSource(isUrl(place) ? await fetchText(place, get) : readText(place), place);
}
