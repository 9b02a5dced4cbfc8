import type { Fault } from '../hooks.ts';

/**
 * Another conforming server: the vendor promises neither this nor the other, so the suites must not fail it.
 * Built from the hooks of the faults.
 */
export interface Variant extends Fault {
  readonly class: 'variant';
  /** Clauses of level A that may warn about it; any other finding is a false alarm. */
  readonly clauses: readonly string[];
  /** Other clients use the provider's quota as well, so the suites must not assume the opposite. */
  readonly busy?: true;
}
