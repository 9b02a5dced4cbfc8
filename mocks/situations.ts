import type { ApiRequest } from './types.ts';

/** Something that happens to requests, whatever the API would do. What is left out of it stays as it is. */
export interface Situation {
  /** Only requests for this path below the base, such as `/clients`; `/clients*` for all that begin so. */
  readonly path?: string;
  /** Let so many requests of that path pass first. */
  readonly after?: number;
  /** Then do it to so many; to all by default. */
  readonly times?: number;
  /** Respond with this status. */
  readonly status?: number;
  /** The body of that response: text, or any JSON value. Problem details by default. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
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
const EFFECTS = ['status', 'delayMs', 'connection', 'rows'] as const;
const isCount = (value: unknown, min: number, max: number) =>
  Number.isInteger(value) && Number(value) >= min && Number(value) <= max;

/** What is wrong with a situation; undefined where it can be. */
function problemOf(situation: Situation): string | undefined {
  const { path, after = 0, times = 1, status, delayMs = 0, connection, rows } = situation;
  const unknown = Object.keys(situation).find((name) => !NAMES.includes(name));
  if (unknown !== undefined) return `there is no "${unknown}"; use ${NAMES.join(', ')}`;
  if (EFFECTS.every((name) => situation[name] === undefined)) return `say what happens: ${EFFECTS.join(', ')}`;
  if (path !== undefined && (typeof path !== 'string' || !path.startsWith('/')))
    return 'path begins with a slash, such as "/clients"';
  if (status !== undefined && !isCount(status, 200, 599)) return 'status is a whole number from 200 to 599';
  if (!isCount(after, 0, 1e9)) return 'after is a whole number, 0 or more';
  if (!isCount(times, 1, 1e9)) return 'times is a whole number, 1 or more';
  if (!isCount(delayMs, 0, 600_000)) return 'delayMs is a whole number up to 600000';
  if (connection !== undefined && !['reset', 'cut', 'hang'].includes(connection))
    return 'connection is reset, cut or hang';
  return rows !== undefined && rows !== 'added' && rows !== 'removed' ? 'rows is added or removed' : undefined;
}

const covers = (pattern: string | undefined, path: string) =>
  pattern === undefined || (pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern);

/** Makes an empty list of situations. */
export function createSituations(): Situations {
  let all: { -readonly [Name in keyof SetSituation]: SetSituation[Name] }[] = [];
  let lastId = 0;
  return {
    add(situation) {
      const problem = problemOf(situation);
      if (problem !== undefined) throw new RangeError(`This situation cannot be: ${problem}.`);
      const set = { ...situation, id: (lastId += 1), seen: 0, happened: 0 };
      all.push(set);
      return { ...set };
    },
    remove(id) {
      const before = all.length;
      all = all.filter((one) => one.id !== id);
      return all.length < before;
    },
    list: () => all.map((one) => ({ ...one })),
    clear: () => void (all = []),
    take({ path }) {
      for (let at = all.length - 1; at >= 0; at -= 1) {
        const one = all[at]!;
        if (!covers(one.path, path)) continue;
        one.seen += 1;
        if (one.seen <= (one.after ?? 0) || one.happened >= (one.times ?? Infinity)) continue;
        one.happened += 1;
        return one;
      }
      return undefined;
    },
  };
}
