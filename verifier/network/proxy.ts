import { BlockList, isIP } from 'node:net';
import { UserError } from '../user-error.ts';

/** A proxy that requests go through. */
export interface Proxy {
  /** Where it listens, without the name and password. */
  readonly origin: URL;
  readonly username?: string;
  readonly password?: string;
  /** Value of `Proxy-Authorization`, where it wants a name and a password. */
  readonly authorization?: string;
  /** The variable that names it, for messages. */
  readonly variable: string;
}

/** The proxy for an address; undefined for a direct connection. */
export type ProxyOf = (target: URL) => Proxy | undefined;

const PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/**
 * Reads the proxies as curl does: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, lower case first.
 * @throws UserError for a proxy that cannot be used
 */
export function proxiesFrom(env: NodeJS.ProcessEnv): ProxyOf {
  const named = (name: string): Proxy | undefined => {
    const variable = [name, name.toUpperCase()].find((one) => env[one]?.trim());
    return variable === undefined ? undefined : proxyOf(variable, env[variable]?.trim() ?? '');
  };
  const all = named('all_proxy');
  const bySchema: Readonly<Record<string, Proxy | undefined>> = {
    'http:': named('http_proxy') ?? all,
    'https:': named('https_proxy') ?? all,
  };
  const isDirect = exceptions(exceptionsIn(env));
  return (target) => (isDirect(target) ? undefined : bySchema[target.protocol]);
}

function proxyOf(variable: string, value: string): Proxy {
  const text = /^[a-z][\w+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // The value may hold a password, so the message does not repeat it.
  if (url === undefined || url.hostname === '')
    throw new UserError(`${variable} is no address such as http://proxy.example:3128.`);
  if (PORTS[url.protocol] === undefined)
    throw new UserError(
      `${variable} names a proxy of the kind ${url.protocol}//: only http and https proxies can be used.`,
    );
  const [username, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
  const login = Buffer.from(`${username}:${password}`).toString('base64');
  return {
    origin: new URL(url.origin),
    variable,
    ...(username || password ? { username, password, authorization: `Basic ${login}` } : {}),
  };
}

/** What `NO_PROXY` lists. */
export function exceptionsIn(env: NodeJS.ProcessEnv): string[] {
  return ((env.no_proxy || env.NO_PROXY) ?? '').split(/[\s,]+/).filter(Boolean);
}

/** Reads `NO_PROXY`: `*`, or hosts with their subdomains, addresses and ranges; with a port or without. */
function exceptions(entries: readonly string[]): (target: URL) => boolean {
  if (entries.includes('*')) return () => true;
  const rules = entries.map(exception);
  return (target) => rules.some((rule) => rule(target));
}

function exception(entry: string): (target: URL) => boolean {
  const [, address = '', bits] = /^\[?([\da-f.:]+)\]?\/(\d+)$/i.exec(entry) ?? [];
  if (bits !== undefined && isIP(address) !== 0) {
    const range = new BlockList();
    range.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4');
    return ({ hostname }) => {
      const host = bare(hostname);
      return isIP(host) !== 0 && range.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4');
    };
  }
  const [, named = entry, port] = isIP(entry) === 6 ? [] : (/^(.*):(\d+)$/.exec(entry) ?? []);
  const name = bare(named.toLowerCase().replace(/^\*?\./, ''));
  return (target) => {
    if (port !== undefined && port !== (target.port || PORTS[target.protocol])) return false;
    const host = bare(target.hostname);
    return host === name || (isIP(host) === 0 && host.endsWith(`.${name}`));
  };
}

/** A host without the brackets of an IPv6 address in a URL. */
const bare = (host: string) => host.replace(/^\[|\]$/g, '');
