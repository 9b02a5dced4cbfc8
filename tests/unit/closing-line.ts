import type { Reporter, TestCase } from '@playwright/test/reporter';

/** Ends a run of the product's own tests with one line that any CI can read: `120 passed, 0 failed, 1 skipped`. */
export default class ClosingLine implements Reporter {
  readonly #tests = new Map<string, TestCase>();

  onTestEnd(test: TestCase): void {
    this.#tests.set(test.id, test);
  }

  onEnd(): void {
    const outcomes = [...this.#tests.values()].map((test) => test.outcome());
    const count = (...names: string[]) => outcomes.filter((outcome) => names.includes(outcome)).length;
    const passed = count('expected', 'flaky');
    process.stdout.write(`\n${passed} passed, ${count('unexpected')} failed, ${count('skipped')} skipped\n`);
  }

  printsToStdio(): boolean {
    return false;
  }
}
