import type { ExchangeRecord, Finding } from '../spec/generated/run-record.ts';
import type { CheckContext } from './check-context.ts';
import { excerpt } from './excerpt.ts';
import { sentHeaders, sentTarget, type Exchange } from './exchange.ts';
import { wireName } from './key-header.ts';

/** Most characters of a body in a record; the rest is cut. */
const LONGEST_BODY = 6_000;
/** Most exchanges in a record: a broken server breaks everything, and one page must hold it. */
const MOST_EXCHANGES = 150;
/**
 * Where `npm run mock` serves. Curl commands of a run against the embedded mock point there, because that mock is gone by then.
 */
const MOCK_URL = 'http://127.0.0.1:4010/public-api/v1';

/**
 * What a reader of findings needs: the exchanges that they point to and, with each finding, the row that it is about.
 * @returns the findings in the same order, and the exchanges by number
 */
export function shownExchanges(
  findings: readonly Finding[],
  { recorder, target, contract }: CheckContext,
): { findings: Finding[]; exchanges: Record<string, ExchangeRecord> } {
  const wanted = new Set(findings.flatMap(({ exchange }) => exchange ?? []));
  const recorded = recorder.all();
  const shown = [...wanted].slice(0, MOST_EXCHANGES).flatMap((n) => recorded[n - 1] ?? []);
  return {
    findings: findings.map((finding) => {
      const { exchange, pointer, reproduce } = finding;
      const text = exchange === undefined ? undefined : recorded[exchange - 1]?.response?.text;
      const row = text === undefined || !pointer ? undefined : excerpt(text, pointer);
      return {
        ...finding,
        ...(row === undefined ? {} : { excerpt: row }),
        ...(target.embedded && reproduce ? { reproduce: reproduce.replaceAll(target.baseUrl, MOCK_URL) } : {}),
      };
    }),
    exchanges: Object.fromEntries(
      shown.map((exchange) => [exchange.n, exchangeRecord(exchange, target.baseUrl, contract.keyHeader)]),
    ),
  };
}

function exchangeRecord(
  { request, took, response, error }: Exchange,
  baseUrl: string,
  keyHeader: string,
): ExchangeRecord {
  const body = response?.text ?? '';
  return {
    method: request.method,
    url: named(baseUrl + sentTarget(request)),
    requestHeaders: joined(
      Object.fromEntries(
        Object.entries(sentHeaders(request)).map(([name, value]) => [wireName(name, keyHeader), value]),
      ),
    ),
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

/** Requests contain `{{active}}` for a key; records write it as `<active>`. */
function named(text: string): string {
  return text.replace(/\{\{([\w:-]+)\}\}/g, '<$1>');
}
