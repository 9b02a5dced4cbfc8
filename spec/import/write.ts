import type { OpenApiDocument, SourceDocument } from '../openapi/document.ts';
import type { Json } from './components.ts';
import { yamlText } from './yaml.ts';
import { serverUrl, statedLimit } from './service.ts';

interface Parts {
  readonly current: SourceDocument;
  readonly vendor: OpenApiDocument;
  readonly prefix: string;
  readonly origin?: string;
  readonly paths: Json;
  readonly components: Readonly<Record<string, Json>>;
  readonly note: (text: string) => void;
}

/** Every local `$ref` below a value. */
function references(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : references(inner),
  );
}

/** The components with those of the contract so far that they, or the paths, still name. */
function completed(components: Parts['components'], paths: Json, old: OpenApiDocument): Record<string, Json> {
  const all: Record<string, Json> = Object.fromEntries(
    Object.entries(components).map(([key, part]) => [key, { ...part }]),
  );
  for (const pending = references([paths, components]); pending.length > 0;) {
    const [, , section = '', name = ''] = pending.pop()?.split('/') ?? [];
    const part = (all[section] ??= {});
    if (name in part) continue;
    part[name] = (old.components?.[section] as Json | undefined)?.[name];
    pending.push(...references(part[name]));
  }
  return all;
}

function securitySchemes({ current, vendor, note }: Parts): Json {
  const ours = current.document.components?.securitySchemes ?? {};
  const [name = 'apiKey', scheme] = Object.entries(ours)[0] ?? [];
  const theirs = Object.values(vendor.components?.securitySchemes ?? {});
  const stated = theirs.find(({ type, in: place }) => type === 'apiKey' && place === 'header');
  if (!stated) note("The vendor's file names no header for the key; ours is kept.");
  return { [name]: { ...scheme, ...(stated && { name: stated.name, 'x-evidence': 'documented' }) } };
}

function tags({ current, vendor, paths }: Parts): Json[] {
  const used = Object.values(paths).flatMap((item) => (item as { get: { tags: string[] } }).get.tags);
  const known = [...((vendor.tags ?? []) as Json[]), ...((current.document.tags ?? []) as Json[])];
  return [...new Set(used)].map((name) => {
    const tag = known.find((one) => one.name === name);
    return { name, description: tag?.description ?? `${name} of the IT provider.` };
  });
}

/**
 * The text of the new contract: the comment of the contract so far, then the document in the order in which the contract is
 * read.
 */
export function writeContract(parts: Parts): string {
  const { current, vendor, prefix, paths, note } = parts;
  const { info } = current.document;
  const limit = statedLimit(vendor);
  if (!limit) note("The vendor's file states no request limit; ours is kept.");
  const origin = parts.origin ?? current.document.servers?.[0]?.url ?? 'http://localhost';
  const document = {
    openapi: '3.0.4',
    info: {
      ...info,
      title: vendor.info.title,
      version: vendor.info.version ?? info.version,
      ...(typeof vendor.info.description === 'string' && { description: vendor.info.description }),
      'x-rate-limit': {
        ...(info['x-rate-limit'] as Json),
        ...(limit && { ...limit, 'x-evidence': 'documented' }),
      },
    },
    ...(current.document.externalDocs !== undefined && { externalDocs: current.document.externalDocs }),
    servers: [{ url: serverUrl(vendor.servers?.[0]?.url, prefix, origin), description: 'The real service' }],
    security: current.document.security,
    tags: tags(parts),
    paths,
    components: {
      securitySchemes: securitySchemes(parts),
      ...completed(parts.components, paths, current.document),
    },
  };
  const comment = /^(?:#.*\n)*/.exec(current.text)?.[0] ?? '';
  return comment + yamlText(document);
}
