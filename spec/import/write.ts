import type { OpenApiDocument, SourceDocument } from '../openapi/document.ts';
import type { Notes } from './notes.ts';
import { yamlText } from '../yaml.ts';
import { serverUrl, statedLimit, statedServer } from './service.ts';
import { own } from '../own.ts';
import { isRecord, type Json } from '../record.ts';

interface Parts {
  readonly current: SourceDocument;
  readonly vendor: OpenApiDocument;
  readonly prefix: string;
  readonly origin?: string;
  readonly paths: Json;
  /** Gives every reference of ours the names that the lists have now. */
  readonly follow: (value: unknown) => unknown;
  readonly components: Readonly<Record<string, Json>>;
  /** The header that carries the key, where the vendor names one. */
  readonly keyHeader: string | undefined;
  readonly notes: Notes;
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
    const part = own(all, section) ?? {};
    all[section] = part;
    if (Object.hasOwn(part, name)) continue;
    part[name] = own(old.components?.[section] as Json | undefined, name);
    pending.push(...references(part[name]));
  }
  return all;
}

function securitySchemes({ current, keyHeader }: Parts): Json {
  const ours = current.document.components?.securitySchemes ?? {};
  const [name = 'apiKey', scheme = { type: 'apiKey', in: 'header' }] = Object.entries(ours)[0] ?? [];
  return { [name]: { ...scheme, ...(keyHeader !== undefined && { name: keyHeader, 'x-evidence': 'documented' }) } };
}

function tags({ current, vendor, paths }: Parts): Json[] {
  const used = Object.values(paths).flatMap((item) => (item as { get: { tags: string[] } }).get.tags);
  const known = [
    ...(Array.isArray(vendor.tags) ? (vendor.tags as unknown[]).filter(isRecord) : []),
    ...((current.document.tags ?? []) as Json[]),
  ];
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
  const { current, vendor, prefix, paths, notes } = parts;
  const { info } = current.document;
  const limit = statedLimit(vendor);
  notes.say(
    limit
      ? `The request limit is read from "${limit.sentence}".`
      : "The vendor's file states no request limit; ours is kept.",
  );
  const isFetched = parts.origin !== undefined;
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
        ...(limit && { requests: limit.requests, windowSeconds: limit.windowSeconds, 'x-evidence': 'documented' }),
      },
    },
    ...(current.document.externalDocs !== undefined && { externalDocs: current.document.externalDocs }),
    servers: [
      { url: serverUrl(statedServer(vendor, notes), prefix, origin, isFetched), description: 'The real service' },
    ],
    security: current.document.security,
    tags: tags(parts),
    paths,
    components: {
      securitySchemes: securitySchemes(parts),
      ...(parts.follow(completed(parts.components, paths, current.document)) as Json),
    },
  };
  const comment = /^(?:#.*\n)*/.exec(current.text)?.[0] ?? '';
  return comment + yamlText(document);
}
