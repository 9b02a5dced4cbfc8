/** What the environment tells a client about its mock. */
export interface Address {
  readonly origin: string;
  readonly baseUrl: string;
  readonly key: string;
  /** A file for the result of this run. */
  readonly result: string;
  /** An empty folder for this run, for a client that caches what it reads. */
  readonly folder: string;
}

/** A template that cannot be filled. */
export class TemplateError extends Error {}

/** The names that a template may use. */
export const PLACEHOLDERS = ['origin', 'baseUrl', 'host', 'port', 'key', 'result', 'folder'] as const;

/**
 * Fills `{origin}`, `{baseUrl}`, `{host}`, `{port}`, `{key}`, `{result}` and `{folder}` in a text.
 * @throws TemplateError for another name in braces
 */
export function fill(template: string, { origin, baseUrl, key, result, folder }: Address): string {
  const { hostname: host, port } = new URL(origin);
  const values: Readonly<Record<string, string>> = { origin, baseUrl, host, port, key, result, folder };
  return template.replace(/\{([A-Za-z]+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value !== undefined) return value;
    throw new TemplateError(`there is no {${name}}: use ${PLACEHOLDERS.map((one) => `{${one}}`).join(', ')}`);
  });
}

/** A client under test must not see the caller's own target, and no proxy may come between. */
const OWN = /^MITP_/;

/**
 * The environment of a client: the caller's, without its target and keys, with the mock's address and key.
 * @param set templates by the name of the variable, for clients with names of their own
 */
export function environmentOf(
  caller: Readonly<Record<string, string | undefined>>,
  address: Address,
  set: Readonly<Record<string, string>>,
): Record<string, string | undefined> {
  const kept = Object.entries(caller).filter(([name]) => !OWN.test(name));
  const direct = [caller['NO_PROXY'] ?? caller['no_proxy'] ?? '', '127.0.0.1', 'localhost'].filter(Boolean).join(',');
  return {
    ...Object.fromEntries(kept),
    ...{ NO_PROXY: direct, no_proxy: direct },
    ...{ MITP_BASE_URL: address.baseUrl, MITP_API_KEY: address.key },
    ...Object.fromEntries(Object.entries(set).map(([name, template]) => [name, fill(template, address)])),
  };
}
