import { createHash } from 'node:crypto';
import type { Check } from '../../../verifier/check.ts';
import type { CheckContext, RequestGroup } from '../../../verifier/check-context.ts';

/**
 * A check that notes the groups of requests that it needs, whenever it is asked: their depths and labels, and the requests that were
 * sent already, which do not show in what it sends next.
 * @returns the check, and what tells how many groups it had so far, with a digest of them
 */
export function noting(check: Check): { readonly check: Check; readonly told: () => string } {
  const hash = createHash('sha256');
  let count = 0;
  const requestGroups = function* (context: CheckContext): Iterable<RequestGroup> {
    for (const group of check.requestGroups?.(context) ?? []) {
      const { requests, ...rest } = group;
      hash.update(JSON.stringify([rest, requests.map(({ method, target, fresh }) => [method, target, fresh])]));
      count += 1;
      yield group;
    }
  };
  return {
    check: { ...check, requestGroups },
    told: () => `${count} (${hash.copy().digest('hex').slice(0, 8)})`,
  };
}
