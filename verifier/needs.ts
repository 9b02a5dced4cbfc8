import type { RequestGroup } from './check-context.ts';
import type { Check } from './check.ts';
import { identity, type RequestSpec } from './exchange.ts';

/**
 * What each check needs. To compute it for all checks takes half a second, and a server that breaks many pages leads to dozens of
 * rounds of follow-ups: after such a round only the checks that wanted these requests are computed anew.
 */
export class Needs {
  readonly #checks: readonly Check[];
  readonly #compute: (check: Check) => RequestGroup[];
  readonly #known = new Map<Check, RequestGroup[]>();
  #isWhole = false;

  /** @param compute what a check needs now, by the responses so far */
  constructor(checks: readonly Check[], compute: (check: Check) => RequestGroup[]) {
    this.#checks = checks;
    this.#compute = compute;
  }

  /** What each check needs, in the order of the checks. */
  get queues(): RequestGroup[][] {
    this.#isWhole ||= this.#known.size === 0;
    return this.#checks.map((check) => {
      const groups = this.#known.get(check) ?? this.#compute(check);
      this.#known.set(check, groups);
      return groups;
    });
  }

  /** Forgets what is known before responses to these requests come. */
  expect(requests: readonly { readonly request: RequestSpec; readonly urgent: boolean }[]): void {
    const follow = new Set(requests.flatMap(({ request, urgent }) => (urgent ? [identity(request)] : [])));
    for (const [check, groups] of this.#known) {
      const wants = groups.some((group) => group.requests.some((request) => follow.has(identity(request))));
      if (wants || follow.size === 0) this.#known.delete(check);
    }
    this.#isWhole = false;
  }

  /** Has everything computed anew. @returns false where it is as it would be */
  renew(): boolean {
    if (this.#isWhole) return false;
    this.#known.clear();
    return true;
  }
}
