import { existsSync } from 'node:fs';
import type { Contract } from '../spec/contract.ts';
import { readNetwork, type Network } from './network/network.ts';
import { UserError } from './user-error.ts';

/** What the environment says about the target. Key values are in `keys` and go only to `Secrets`. */
export interface TargetConfig {
  /** API base with `/public-api/v1`, without a slash at the end. */
  baseUrl: string;
  keys: Readonly<Record<string, string>>;
  portal?: PortalTarget;
  docsUrl?: string;
  limit: number;
  windowSeconds: number;
  /** What the network between here and the target needs; absent for a direct connection. */
  network?: Network;
  /** Whether nobody else uses the provider's quota during a run; assumed only of the embedded mock. */
  quietProvider?: boolean;
  /** Only for the embedded mock: its control API, which moves its clock. */
  controlUrl?: string;
  /** Whether the target is the run's own and ends with it: what is made there needs no removal. */
  endsWithRun?: boolean;
}

/** A portal, and the people who may sign in to it. */
export interface PortalTarget {
  url: string;
  storageState?: string;
  username?: string;
  password?: string;
  /** File with the names of the portal's controls, where they differ from the vendor's. */
  names?: string;
  /** A user of the same provider who is no administrator (KEY-16). */
  member?: { username: string; password: string };
  /** An administrator of another provider (KEY-16). */
  foreign?: { username: string; password: string };
}

const KEYS = {
  active: 'MITP_API_KEY',
  sibling: 'MITP_SIBLING_API_KEY',
  foreign: 'MITP_FOREIGN_API_KEY',
  revoked: 'MITP_REVOKED_API_KEY',
  deleted: 'MITP_DELETED_API_KEY',
} as const;

/** Environment variable that carries the key of this name, for messages and curl commands. */
export function keyVariable(name: string): string {
  return (KEYS as Record<string, string>)[name] ?? 'MITP_API_KEY';
}

/**
 * Reads the target from the environment.
 * @param usual the limit where the environment names none: that of the contract
 * @returns null where no target is configured: the embedded mock is used
 * @throws UserError naming the variable that is wrong and what it should be
 */
export function readConfig(
  env: NodeJS.ProcessEnv,
  usual: Contract['limit'] = { requests: 50, windowSeconds: 60 },
): TargetConfig | null {
  const value = (name: string) => env[name]?.trim() || undefined;
  const base = value('MITP_BASE_URL');
  if (base === undefined) return null;
  const baseUrl = url('MITP_BASE_URL', base).replace(/\/+$/, '');
  const keys: Record<string, string> = {};
  for (const [name, variable] of Object.entries(KEYS)) {
    const key = value(variable);
    if (key !== undefined) keys[name] = keyValue(variable, key);
  }
  if (keys.active === undefined) throw new UserError(`MITP_API_KEY is not set: an active key for ${base} is needed.`);
  const portal = readPortal(env);
  const docs = value('MITP_DOCS_URL');
  const control = value('MITP_EMBEDDED_CONTROL_URL');
  return {
    baseUrl,
    keys,
    ...(portal === undefined ? {} : { portal }),
    ...(docs === undefined ? {} : { docsUrl: url('MITP_DOCS_URL', docs) }),
    ...(value('MITP_QUIET_PROVIDER') === undefined
      ? {}
      : { quietProvider: !/^(?:0|false|no)$/i.test(value('MITP_QUIET_PROVIDER') ?? '') }),
    limit: whole('MITP_RATE_LIMIT', value('MITP_RATE_LIMIT'), usual.requests),
    windowSeconds: whole('MITP_RATE_WINDOW_SECONDS', value('MITP_RATE_WINDOW_SECONDS'), usual.windowSeconds),
    // Nothing stands between the run and the embedded mock.
    ...(control === undefined ? { network: readNetwork(env) } : { controlUrl: control }),
  };
}

/** The portal that the environment names, and how to sign in. @throws UserError naming the variable that is wrong */
export function readPortal(env: NodeJS.ProcessEnv): PortalTarget | undefined {
  const value = (name: string) => env[name]?.trim() || undefined;
  const portal = value('MITP_PORTAL_URL');
  const state = value('MITP_PORTAL_STORAGE_STATE');
  if (state !== undefined && !existsSync(state)) {
    throw new UserError(
      `MITP_PORTAL_STORAGE_STATE names ${state}, which does not exist: make it with mitp portal login.`,
    );
  }
  const username = value('MITP_PORTAL_USERNAME');
  const password = value('MITP_PORTAL_PASSWORD');
  const names = value('MITP_PORTAL_NAMES');
  const colleague = person('MEMBER', value);
  const foreign = person('FOREIGN', value);
  if (portal === undefined) return undefined;
  return {
    url: url('MITP_PORTAL_URL', portal),
    ...(state === undefined ? {} : { storageState: state }),
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(names === undefined ? {} : { names }),
    ...(colleague === undefined ? {} : { member: colleague }),
    ...(foreign === undefined ? {} : { foreign }),
  };
}

/** Another user of the portal: `MITP_PORTAL_MEMBER_USERNAME` and `..._PASSWORD`. */
function person(who: string, value: (name: string) => string | undefined): PortalTarget['member'] {
  const username = value(`MITP_PORTAL_${who}_USERNAME`);
  return username === undefined ? undefined : { username, password: value(`MITP_PORTAL_${who}_PASSWORD`) ?? '' };
}

/** A key as a header can carry it. @throws UserError naming what was pasted along with it, never the key itself */
function keyValue(variable: string, key: string): string {
  if (/^(["'`\u2018-\u201e]).*["'`\u2018-\u201e]$/s.test(key))
    throw new UserError(`${variable} has quotes around its value: take them away, they are sent as a part of the key.`);
  if (/[\r\n]/.test(key))
    throw new UserError(`${variable} has a line break in its value: set the key alone, on one line.`);
  if (!/^[\x21-\x7e]+$/.test(key))
    throw new UserError(`${variable} has blanks or characters that no header may carry.`);
  return key;
}

function url(name: string, value: string): string {
  if (/^["'`]/.test(value)) throw new UserError(`${name} has quotes around its value: take them away.`);
  const parsed = URL.canParse(value) ? new URL(value) : null;
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
    const shown = value.replace(/[^/@]*@/, '');
    throw new UserError(`${name} is ${shown}, which is not an http(s) URL${meant(shown)}.`);
  }
  if (parsed.username || parsed.password || parsed.search || parsed.hash) {
    const plain = parsed.origin + parsed.pathname;
    throw new UserError(`${name} has a user, a query or a fragment in it: give the plain address, such as ${plain}.`);
  }
  return value;
}

/** The address that an invalid one was most likely meant to be. */
function meant(value: string): string {
  if (/^https?:\/\/[0-9a-f]*:[0-9a-f:]*:/i.test(value))
    return ': an IPv6 address stands in brackets, such as http://[::1]:4010/public-api/v1';
  const bare = value.replace(/^\/+/, '');
  const guess = `https://${bare}`;
  return /^[\w.-]+(:\d+)?(\/|$)/.test(bare) && URL.canParse(guess)
    ? `: did you mean ${guess}?`
    : ' such as https://host/public-api/v1';
}

function whole(name: string, value: string | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1)
    throw new UserError(`${name} is ${value}: give a whole number of at least 1.`);
  return number;
}
