import { existsSync, readFileSync } from 'node:fs';
import { createSecureContext, rootCertificates } from 'node:tls';
import { asset } from '../../spec/asset.ts';
import { readBounded } from '../../spec/bounded-file.ts';
import { UserError } from '../user-error.ts';
import { exceptionsIn, proxiesFrom, type ProxyOf } from './proxy.ts';

/** What the network between here and the target needs. */
export interface Network {
  readonly proxyOf: ProxyOf;
  /** Hosts that are reached without a proxy, as NO_PROXY lists them. */
  readonly exceptions: readonly string[];
  /** What TLS needs beside the defaults: a company's own certificate authority, a client certificate. */
  readonly tls: { readonly ca?: string[]; readonly cert?: string; readonly key?: string };
  /** Authorities (PEM) that are trusted beside the usual ones, for the browser; absent where there are none. */
  readonly authorities?: string;
  /** Headers that each request to the target carries for a gateway in front of it. Their values are secrets. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A direct connection with nothing added: for the embedded mock. */
export const DIRECT: Network = { proxyOf: () => undefined, exceptions: [], tls: {}, headers: {} };

const { version } = JSON.parse(readFileSync(asset('package.json'), 'utf8')) as { version: string };

/** The `User-Agent` of our requests, so that the target's operators know where they come from. */
export const USER_AGENT = `myitprocess-contract/${version}`;

/**
 * Reads from the environment what the network needs.
 * @throws UserError naming the variable that is wrong and what it should be
 */
export function readNetwork(env: NodeJS.ProcessEnv): Network {
  const extra = env.NODE_EXTRA_CA_CERTS?.trim();
  return {
    ...(extra ? { authorities: pem('NODE_EXTRA_CA_CERTS', extra) } : {}),
    proxyOf: proxiesFrom(env),
    exceptions: exceptionsIn(env),
    tls: readTls(env),
    headers: readHeaders(env.MITP_EXTRA_HEADERS?.trim() ?? ''),
  };
}

function readTls(env: NodeJS.ProcessEnv): Network['tls'] {
  const extra = env.NODE_EXTRA_CA_CERTS?.trim();
  const certificate = env.MITP_CLIENT_CERT?.trim();
  const key = env.MITP_CLIENT_KEY?.trim();
  if (key && !certificate)
    throw new UserError('MITP_CLIENT_KEY is set and MITP_CLIENT_CERT is not: the key is of no use alone.');
  const tls = {
    // Node reads the variable only at its start; it may have come from the file .env since.
    ...(extra ? { ca: [...rootCertificates, pem('NODE_EXTRA_CA_CERTS', extra)] } : {}),
    ...(certificate
      ? {
          cert: pem('MITP_CLIENT_CERT', certificate),
          key: pem(key ? 'MITP_CLIENT_KEY' : 'MITP_CLIENT_CERT', key || certificate),
        }
      : {}),
  };
  try {
    createSecureContext(tls);
  } catch (error) {
    const names = [extra ? 'NODE_EXTRA_CA_CERTS' : '', certificate ? 'MITP_CLIENT_CERT and MITP_CLIENT_KEY' : ''];
    throw new UserError(
      `${names.filter(Boolean).join(' or ')} cannot be used (${(error as Error).message}): give PEM files that belong together, the key without a passphrase.`,
    );
  }
  return tls;
}

/** The longest bundle of certificates. */
const MOST_PEM = 16 * 1024 * 1024;

/** The text of a PEM file, or of the variable itself where it holds PEM, as a pipeline's secret does. */
function pem(variable: string, value: string): string {
  if (value.includes('-----BEGIN ')) return value.replaceAll(String.raw`\n`, '\n');
  if (!existsSync(value)) throw new UserError(`${variable} names ${value}, which does not exist.`);
  try {
    return readBounded(value, MOST_PEM).toString();
  } catch (error) {
    throw new UserError(`${variable} names ${value}, which cannot be read: ${(error as Error).message}.`);
  }
}

/** Headers that belong to the request or identify the sender; a gateway's headers must not replace them. */
const OURS =
  /^(?:host|connection|content-length|transfer-encoding|te|trailer|upgrade|expect|accept|user-agent|mitp-api-key)$/i;

const FORM = 'MITP_EXTRA_HEADERS must be lines such as "X-Gateway-Key: value", or a JSON object of names and values';

/** @param text a JSON object, or `Name: value` on a line each */
function readHeaders(text: string): Record<string, string> {
  const pairs = text.startsWith('{') ? fromJson(text) : fromLines(text);
  for (const [name, value] of pairs) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
      throw new UserError(`${FORM}.`);
    if (OURS.test(name))
      throw new UserError(`MITP_EXTRA_HEADERS has ${name} in it, which the requests set themselves.`);
  }
  return Object.fromEntries(pairs);
}

function fromLines(text: string): [string, string][] {
  const lines = text.split(/\r?\n|\\n/).map((line) => line.trim());
  return lines.filter(Boolean).map((line) => {
    const [, name, value = ''] = /^([^\s:]+):\s*(.*)$/.exec(line) ?? [];
    if (name === undefined) throw new UserError(`${FORM}.`);
    return [name, value];
  });
}

function fromJson(text: string): [string, string][] {
  try {
    return Object.entries(JSON.parse(text) as Record<string, unknown>).map(([name, value]) => {
      if (typeof value !== 'string') throw new Error('no text');
      return [name, value];
    });
  } catch {
    // The parser's message repeats the text, which is secret.
    throw new UserError(`${FORM}.`);
  }
}

/** Headers of a request with those that the network needs; those that the request sets itself win. */
export function withNetworkHeaders<Value>(
  own: Readonly<Record<string, Value>>,
  network: Network,
): Record<string, Value | string> {
  const set = new Set(Object.keys(own).map((name) => name.toLowerCase()));
  const added = Object.entries({ 'User-Agent': USER_AGENT, ...network.headers }).filter(
    ([name]) => !set.has(name.toLowerCase()),
  );
  return { ...Object.fromEntries(added), ...own };
}
