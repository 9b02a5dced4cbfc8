import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { excerpt } from './excerpt.ts';
import type { ExchangeRecord, Finding, RunFacts } from './run.ts';

/** Characters of a body that a report shows; the rest is cut. */
const LONGEST_BODY = 6_000;
/** Exchanges that a report shows: a broken server breaks everything, and one page must hold it. */
const MOST_EXCHANGES = 150;

/** An exchange as the suites keep it, one to a line, in the run's folder. */
interface Kept {
  n: number;
  request: { method: string; target: string; headers: Record<string, string | string[]> };
  took: number;
  response?: { status: number; headers: Record<string, string[]>; text: string };
  error?: string;
}

/** Reads the facts that the suites left in the run's folder; none where there is no such file or it is damaged. */
export function sessionFacts(directory: string | undefined): Partial<RunFacts> {
  if (!directory) return {};
  try {
    return JSON.parse(readFileSync(join(directory, 'session.json'), 'utf8')) as Partial<RunFacts>;
  } catch {
    return {};
  }
}

/**
 * Reads the exchanges that findings point to from the run's folder, and shows with each finding the row of the answer
 * that it is about.
 * @param baseUrl what the targets of the exchanges are relative to
 * @returns the findings with their excerpts, in the same order, and the exchanges by number
 */
export function withExchanges(
  findings: readonly Finding[],
  directory: string | undefined,
  baseUrl: string,
): { findings: Finding[]; exchanges: Record<string, ExchangeRecord> } {
  const wanted = new Set(findings.flatMap(({ exchange }) => exchange ?? []));
  const kept = keptExchanges(directory, wanted);
  const shown = [...wanted].slice(0, MOST_EXCHANGES).flatMap((n) => kept.get(n) ?? []);
  return {
    findings: findings.map((finding) => {
      const { exchange, pointer } = finding;
      const text = exchange === undefined ? undefined : kept.get(exchange)?.response?.text;
      const row = text === undefined || !pointer ? undefined : excerpt(text, pointer);
      return row === undefined ? finding : { ...finding, excerpt: row };
    }),
    exchanges: Object.fromEntries(shown.map((one) => [one.n, exchangeRecord(one, baseUrl)])),
  };
}

function keptExchanges(directory: string | undefined, wanted: ReadonlySet<number>): Map<number, Kept> {
  const file = join(directory ?? '', 'exchanges.jsonl');
  const kept = new Map<number, Kept>();
  if (!directory || !existsSync(file)) return kept;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const number = Number(/^\{"n":(\d+),/.exec(line)?.[1]);
    if (wanted.has(number)) kept.set(number, JSON.parse(line) as Kept);
  }
  return kept;
}

function exchangeRecord({ request, took, response, error }: Kept, baseUrl: string): ExchangeRecord {
  const body = response?.text ?? '';
  return {
    method: request.method,
    url: named(baseUrl + request.target),
    requestHeaders: joined(request.headers),
    ...(response ? { status: response.status } : {}),
    ...(error === undefined ? {} : { error }),
    headers: joined(response?.headers ?? {}),
    body: body.slice(0, LONGEST_BODY),
    cut: body.length > LONGEST_BODY,
    took,
  };
}

function joined(headers: Readonly<Record<string, string | readonly string[]>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, named([values].flat().join(', '))]));
}

/** Asks carry `{{active}}` where a key is sent; reports write a key's name as `<active>`. */
function named(text: string): string {
  return text.replace(/\{\{([\w:-]+)\}\}/g, '<$1>');
}
