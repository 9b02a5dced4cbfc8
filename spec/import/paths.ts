import { ContractError } from '../problem.ts';
import type { OpenApiDocument, SourceDocument } from '../openapi/document.ts';
import type { PlainReader } from '../openapi/plain.ts';
import type { Notes } from './notes.ts';
import { isRecord } from '../record.ts';

/** A version as a parameter of the path: `/v{version}/`, `/{api-version}/`, as versioned ASP.NET Core services write it. */
const VERSION = /^(v?)\{((?:api-?)?version)(?::apiVersion)?\}$/i;

/** The version in the file itself: the parameter's only value, its default, its example. */
function stated(item: unknown, name: string, reader: PlainReader): string | undefined {
  const found = reader.follow(item);
  if (!isRecord(found)) return undefined;
  const holders = [found, ...Object.values(found).filter(isRecord)];
  for (const node of holders.flatMap(({ parameters }) =>
    Array.isArray(parameters) ? (parameters as unknown[]) : [],
  )) {
    const parameter = reader.follow(node);
    if (!isRecord(parameter) || parameter.name !== name) continue;
    const schema = reader.schema(parameter.schema);
    const value = schema.enum?.length === 1 ? schema.enum[0] : (schema.default ?? parameter.example);
    if (typeof value === 'string' || typeof value === 'number') return String(value);
  }
  return undefined;
}

/** One path of the vendor's, its version filled in. */
export interface VendorPath {
  readonly path: string;
  /** As the file has it. */
  readonly written: string;
  readonly item: unknown;
  /** The name of the parameter that was filled in. */
  readonly version?: string;
}

/**
 * The vendor's paths with versions filled in: the one that the file states, else the version in our base path where the rest of
 * the path agrees with it, else `info.version`.
 * @throws ContractError when a version is needed and nothing states it
 */
export function vendorPaths(
  { document, file, lineOf }: SourceDocument,
  basePath: string,
  reader: PlainReader,
  notes: Notes,
): VendorPath[] {
  const ours = basePath.split('/');
  return Object.entries(document.paths).map(([written, item]) => {
    const parts = written.split('/');
    const at = parts.findIndex((part) => VERSION.test(part));
    const [, prefix = '', name = ''] = VERSION.exec(parts[at] ?? '') ?? [];
    const path = plainPath(written, notes);
    if (at < 0) return { path, written, item };
    const isOurs = parts.slice(0, at).join('/').toLowerCase() === ours.slice(0, at).join('/').toLowerCase();
    const known = isOurs ? /^v?\d[\d.]*$/i.exec(ours[at] ?? '')?.[0] : undefined;
    const given = stated(item, name, reader);
    const chosen = given ?? known ?? versionOf(document);
    if (chosen === undefined) {
      const message =
        `${written} wants a version, and info.version (${document.info.version}) is no number. ` +
        'Write the version into the paths, or a default into the parameter.';
      throw new ContractError(file, [{ line: lineOf(['paths', written]), message }]);
    }
    const value = prefix === '' ? chosen : chosen.replace(/^v/i, '');
    const origin =
      given !== undefined
        ? 'as the parameter says'
        : known !== undefined
          ? 'as in our base path'
          : 'as info.version says';
    notes.say(`The version in the paths (${parts[at]}) is taken as ${prefix}${value}, ${origin}.`);
    const filled = path.split('/').map((part, index) => (index === at ? prefix + value : part));
    return { path: filled.join('/'), written, item, version: name };
  });
}

/** A path without what some people write into it: a query, the constraints of ASP.NET's routes, a slash at its end. */
function plainPath(written: string, notes: Notes): string {
  const bare = written.replace(/[?#].*$/, '').replaceAll(/\{[*+]*([^}:?]+)[^}]*\}/g, '{$1}');
  const path = bare.replace(/(?<=.)\/$/, '');
  if (written.includes('?')) notes.at(written, 'What follows the question mark is no part of a path and is left out.');
  return path;
}

const versionOf = ({ info }: OpenApiDocument): string | undefined => /^v?\d+(?:\.\d+)*$/i.exec(info.version)?.[0];
