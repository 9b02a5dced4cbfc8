import { createHash } from 'node:crypto';

import { clearTimeout, setTimeout } from '../real-time.ts';
import { StoreError } from './store.ts';

/** The few Redis operations that we need. All of them throw StoreError when the server does not respond in time. */
export interface Connection {
  /** Runs a script in one step. */
  run(script: string, keys: readonly string[], values: readonly string[]): Promise<unknown>;
  /** Fields of a hash; null for those that are not there. */
  fields(key: string, ...names: string[]): Promise<(string | null)[]>;
  all(key: string): Promise<Record<string, string>>;
  /** Takes a lock for so many milliseconds; false where another replica has it. */
  lock(key: string, token: string, ms: number): Promise<boolean>;
  count(key: string): Promise<number>;
  /** Puts a text at the head of a list of at most `most`; what cannot be put is let go. */
  prepend(key: string, text: string, most: number): void;
  list(key: string): Promise<string[]>;
  remove(key: string): Promise<void>;
  close(): Promise<void>;
}

/** The longest wait for the store: a request that cannot be counted gets 503. */
const PATIENCE_MS = 2000;

/** Waits for a reply no longer than that; the client itself waits for a server that hangs for as long as it does. */
function inTime<Reply>(reply: Promise<Reply>): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no reply in ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
    reply.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Loads the client, which only users of a shared store install. */
async function load() {
  try {
    return await import('@redis/client');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new RangeError('A shared store needs the package @redis/client: npm install @redis/client');
  }
}

/**
 * Connects to a Redis server, and goes on trying whenever the connection is lost.
 * @param url such as `redis://127.0.0.1:6379` or `rediss://name:password@host:port/0`
 * @throws RangeError where the address is none, or cannot be reached now
 */
export async function connect(url: string): Promise<Connection> {
  if (!/^rediss?:\/\//.test(url) || !URL.canParse(url))
    throw new RangeError('The store is an address such as redis://127.0.0.1:6379.');
  const { createClient } = await load();
  const client = createClient({
    url,
    // Commands while the server is away fail at once, not when it is back.
    disableOfflineQueue: true,
    socket: { connectTimeout: PATIENCE_MS, reconnectStrategy: (tries) => Math.min(1000, 50 * 2 ** Math.min(tries, 5)) },
  });
  client.on('error', () => undefined);
  const { host } = new URL(url);
  const lost = (error: unknown) =>
    new StoreError(
      `The shared store (Redis at ${host}) does not respond: ${(error as Error).message || 'no connection'}.`,
    );
  const send = async <Reply>(...words: string[]): Promise<Reply> => {
    try {
      return await inTime(client.sendCommand<Reply>(words));
    } catch (error) {
      throw lost(error);
    }
  };
  await inTime(client.connect()).catch((error: unknown) => {
    client.destroy();
    throw new RangeError(lost(error).message);
  });
  const digests = new Map<string, string>();
  return {
    async run(script, keys, values) {
      let digest = digests.get(script);
      if (digest === undefined) digests.set(script, (digest = createHash('sha1').update(script).digest('hex')));
      const rest = [String(keys.length), ...keys, ...values];
      try {
        return await inTime(client.sendCommand(['EVALSHA', digest, ...rest]));
      } catch (error) {
        if (!String(error).includes('NOSCRIPT')) throw lost(error);
        return send('EVAL', script, ...rest);
      }
    },
    fields: (key, ...names) => send('HMGET', key, ...names),
    async all(key) {
      const flat = await send<string[] | Record<string, string>>('HGETALL', key);
      if (!Array.isArray(flat)) return flat;
      return Object.fromEntries(flat.flatMap((name, at) => (at % 2 === 0 ? [[name, flat[at + 1] ?? '']] : [])));
    },
    lock: async (key, token, ms) => (await send('SET', key, token, 'NX', 'PX', String(ms))) === 'OK',
    count: (key) => send('INCR', key),
    prepend(key, text, most) {
      void Promise.all([send('LPUSH', key, text), send('LTRIM', key, '0', String(most - 1))]).catch(() => undefined);
    },
    list: (key) => send('LRANGE', key, '0', '-1'),
    remove: async (key) => void (await send('DEL', key)),
    close: async () => {
      await client.close().catch(() => client.destroy());
    },
  };
}
