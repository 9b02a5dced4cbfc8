import { validateHeaderName, validateHeaderValue } from 'node:http';

import type { ApiRequest } from './types.ts';
import { isRecord } from '../spec/record.ts';

/** Something that happens to requests, whatever the API would do. What is left out of it stays as it is. */
export interface Situation {
  /** Only requests for this path below the base: `/clients`, `/clients*` for all that begin so, or as the contract writes it. */
  readonly path?: string;
  /** Let so many requests of that path pass first. */
  readonly after?: number;
  /** Then do it to so many; to all by default. */
  readonly times?: number;
  /** Respond with this status; 200 where there is a body. */
  readonly status?: number;
  /** The body of that response: text, bytes, or any JSON value. Problem details by default. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string | number>>;
  /** Wait so many real milliseconds first. */
  readonly delayMs?: number;
  /** `reset`: close the connection without a response; `cut`: in the middle of the body; `hang`: never respond. */
  readonly connection?: 'reset' | 'cut' | 'hang';
  /** A row came to the head of the list, or was taken from it, after the first page was read. */
  readonly rows?: 'added' | 'removed';
}

/** A situation that was set up, and how often it happened. */
export interface SetSituation extends Situation {
  readonly id: number;
  /** Requests that matched its path. */
  readonly seen: number;
  /** Requests that it happened to. */
  readonly happened: number;
}

/** The situations of one mock. */
export interface Situations {
  /** Sets one up; the latest that applies to a request wins. Throws RangeError for one that cannot be. */
  add(situation: Situation): SetSituation;
  /** False where there is none of that id. */
  remove(id: number): boolean;
  list(): readonly SetSituation[];
  clear(): void;
  /** The one that happens to this request, if any; it counts. */
  take(request: ApiRequest): SetSituation | undefined;
}

const NAMES = ['path', 'after', 'times', 'status', 'body', 'headers', 'delayMs', 'connection', 'rows'];
const EFFECTS = ['status', 'body', 'delayMs', 'connection', 'rows'] as const;
/** What the mock writes itself: another value would break the connection, not only the response. */
const FRAMING = ['content-length', 'transfer-encoding', 'connection', 'keep-alive', 'trailer', 'upgrade'];
const isCount = (value: unknown, min: number, max: number) =>
  Number.isInteger(value) && Number(value) >= min && Number(value) <= max;

function pathProblem(path: unknown, base: string): string | undefined {
  if (typeof path !== 'string' || !path.startsWith('/')) return 'path begins with a slash, such as "/clients"';
  if (/[?#]/.test(path)) return 'path has no query: it is for all requests of the path';
  return path === base || path.startsWith(`${base}/`) ? `path stands below ${base}, such as "/clients"` : undefined;
}

function bodyProblem(body: unknown): string | undefined {
  if (body === undefined) return undefined;
  try {
    if (JSON.stringify(body) !== undefined) return undefined;
  } catch {
    // A cycle, or a number that JSON has no text for.
  }
  return 'body is text, bytes, or what JSON can hold';
}

function headersProblem(headers: unknown): string | undefined {
  if (headers === undefined) return undefined;
  if (!isRecord(headers)) return 'headers is an object such as { "retry-after": "5" }';
  for (const [name, value] of Object.entries(headers)) {
    if (FRAMING.includes(name.toLowerCase())) return `headers: the mock writes ${name} itself`;
    try {
      validateHeaderName(name);
      if (typeof value !== 'string' && typeof value !== 'number') throw new TypeError();
      validateHeaderValue(name, String(value));
    } catch {
      return `headers: ${JSON.stringify(name)} is no header that can be sent, or its value is not`;
    }
  }
  return undefined;
}

/** What is wrong with a situation; undefined where it can be. */
function problemOf(situation: unknown, base: string): string | undefined {
  if (!isRecord(situation)) return 'give an object such as { status: 500 }';
  const { path, after = 0, times = 1, status, body, headers, delayMs = 0, connection, rows } = situation as Situation;
  const unknown = Object.keys(situation).find((name) => !NAMES.includes(name));
  if (unknown !== undefined) return `there is no "${unknown}"; use ${NAMES.join(', ')}`;
  if (EFFECTS.every((name) => (situation as Situation)[name] === undefined))
    return `say what happens: ${EFFECTS.join(', ')}`;
  const badPath = path === undefined ? undefined : pathProblem(path, base);
  if (badPath !== undefined) return badPath;
  if (status !== undefined && !isCount(status, 200, 599)) return 'status is a whole number from 200 to 599';
  if (!isCount(after, 0, 1e9)) return 'after is a whole number, 0 or more';
  if (!isCount(times, 1, 1e9)) return 'times is a whole number, 1 or more';
  if (!isCount(delayMs, 0, 600_000)) return 'delayMs is a whole number up to 600000';
  if (connection !== undefined && !['reset', 'cut', 'hang'].includes(connection))
    return 'connection is reset, cut or hang';
  if (rows !== undefined && rows !== 'added' && rows !== 'removed') return 'rows is added or removed';
  const own = status !== undefined || body !== undefined;
  if (rows !== undefined && own) return 'rows changes the response of the API: leave out status and body';
  if (headers !== undefined && !own) return 'headers goes with a status or a body';
  return bodyProblem(body) ?? headersProblem(headers);
}

/** A path as a pattern: `*` stands for anything, `{recommendationId}` for one part. */
function patternOf(path: string): RegExp {
  const parts = path.split(/(\*|\{[^/{}]*\})/).map((part) => {
    if (part === '*') return '.*';
    return part.startsWith('{') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`, 's');
}

/**
 * Makes an empty list of situations.
 * @param base the path below which the API is
 */
export function createSituations(base: () => string = () => '/public-api/v1'): Situations {
  let all: { -readonly [Name in keyof SetSituation]: SetSituation[Name] }[] = [];
  const patterns = new Map<number, RegExp>();
  let lastId = 0;
  return {
    add(situation) {
      const problem = problemOf(situation, base());
      if (problem !== undefined) throw new RangeError(`This situation cannot be: ${problem}.`);
      const set = { ...situation, id: (lastId += 1), seen: 0, happened: 0 };
      all.push(set);
      if (situation.path !== undefined) patterns.set(lastId, patternOf(situation.path));
      return { ...set };
    },
    remove(id) {
      const before = all.length;
      all = all.filter((one) => one.id !== id);
      patterns.delete(id);
      return all.length < before;
    },
    list: () => all.map((one) => ({ ...one })),
    clear() {
      all = [];
      patterns.clear();
    },
    take({ path }) {
      for (let at = all.length - 1; at >= 0; at -= 1) {
        const one = all[at]!;
        if (patterns.get(one.id)?.test(path) === false) continue;
        one.seen += 1;
        if (one.seen <= (one.after ?? 0) || one.happened >= (one.times ?? Infinity)) continue;
        one.happened += 1;
        return one;
      }
      return undefined;
    },
  };
}
