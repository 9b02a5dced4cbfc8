import { stripVTControlCharacters } from 'node:util';
import type { FullConfig, Suite, TestCase, TestError, TestResult } from '@playwright/test/reporter';
import type { Clause, Group } from '../spec/clauses.ts';
import type { ClauseRecord, RunFacts } from './run.ts';

/** The suite (a project of the test runner) that judges a group of clauses. */
const SUITE_OF: Readonly<Record<Group, string>> = {
  ...{ CON: 'contract', PAG: 'contract', FIL: 'contract', SRT: 'contract', REL: 'contract', SEC: 'contract' },
  ...{ AUTH: 'auth', KEY: 'auth', DOC: 'auth' },
  LIM: 'ratelimit',
};

/** A test that failed without a result: its check, or what it needs, is broken. */
interface Crash {
  id: string;
  suite: string;
  why: string;
}

/** Gathers, from what the test runner reports, each clause's result and what went wrong beside them. */
export class Collector {
  readonly results = new Map<string, ClauseRecord>();
  facts: Partial<RunFacts> = {};
  readonly #suites = new Set<string>();
  readonly #planned = new Set<string>();
  readonly #errors: string[] = [];
  readonly #crashed: Crash[] = [];

  begin(_config: FullConfig, suite: Suite): void {
    for (const test of suite.allTests()) {
      this.#suites.add(projectOf(test));
      this.#planned.add(idOf(test));
    }
  }

  /** Takes a finished test. @returns the clause's result, if the test gave one */
  test(test: TestCase, result: TestResult): ClauseRecord | undefined {
    for (const { name, body } of result.attachments) {
      if (name === 'mitp-run') this.facts = { ...this.facts, ...parse<Partial<RunFacts>>(body) };
      if (name !== 'mitp-clause') continue;
      const clause = parse<ClauseRecord>(body);
      if (clause === undefined) this.error(`the result of ${test.title} is not JSON`);
      else {
        this.results.set(clause.id, { ...clause, findings: clause.findings ?? [], notes: clause.notes ?? [] });
        return clause;
      }
    }
    if (result.status === 'failed' || result.status === 'timedOut') {
      this.#crashed.push({ id: idOf(test), suite: projectOf(test), why: firstLine(result.error) ?? result.status });
    }
    return undefined;
  }

  /** Notes what went wrong with the run itself; the same once. */
  error(message: string): void {
    if (!this.#errors.includes(message)) this.#errors.push(message);
  }

  /** What went wrong with the run itself, each once, with the clauses that a crash kept from being judged. */
  get errors(): string[] {
    const whys = [...new Set(this.#crashed.map(({ why }) => why))];
    const crashes = whys.map((why) => {
      const ids = this.#crashed.filter((one) => one.why === why).map(({ id }) => id);
      return `${why} (met at ${ids.join(', ')})`;
    });
    return [...this.#errors, ...crashes];
  }

  /** Why a clause has no result. */
  whyNot({ id, group }: Clause): string {
    const suite = SUITE_OF[group];
    // Interrupted before the runner had even read the suites.
    if (this.#suites.size === 0) return `interrupted: ${this.errors[0] ?? 'no suite was started'}`;
    if (!this.#suites.has(suite)) return `suite ${suite} not selected`;
    if (!this.#planned.has(id)) return 'not built yet';
    const crash = this.#crashed.find((one) => one.id === id) ?? this.#crashed.find((one) => one.suite === suite);
    return crash === undefined ? 'interrupted before it was judged' : `interrupted: ${crash.why}`;
  }
}

/** First line of an error's message, without the colours that the test runner puts into it. */
export function firstLine(error: TestError | undefined): string | undefined {
  const text = error?.message ?? error?.value;
  return text === undefined
    ? undefined
    : stripVTControlCharacters(text)
        .split('\n')[0]
        ?.replace(/^\w*Error: /, '');
}

function parse<T>(body: Buffer | undefined): T | undefined {
  try {
    return JSON.parse(body?.toString('utf8') ?? '') as T;
  } catch {
    return undefined;
  }
}

function idOf(test: TestCase): string {
  return test.title.split(' ')[0] ?? test.title;
}

function projectOf(test: TestCase): string {
  return test.parent.project()?.name ?? '';
}
