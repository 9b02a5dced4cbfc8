import type { Area, Move } from './cause.ts';
import type { Evidence } from './evidence.ts';

/** What a rule looks for in the findings of a clause that shows its defect. */
export interface Lead {
  /** Ids of clauses that show the defect. */
  readonly clause: RegExp;
  /** What one of their findings must say, as `expected | actual | pointer`. */
  readonly says?: RegExp;
  /** Only findings of requests with neither filter nor sorting count. */
  readonly bare?: true;
}

/** One defect that is the likely cause of several broken clauses. */
export interface Rule {
  readonly id: string;
  readonly area: Area;
  /** The likely defect in words; the place is added. */
  readonly headline: string;
  readonly whose?: Move;
  /** The next step, in one sentence. */
  readonly next: string;
  /** One of these must be broken. */
  readonly leads: readonly Lead[];
  /** Ids of clauses that the defect does not break: if one is broken, the cause is another. */
  readonly unless?: RegExp;
  /** Ids of clauses one of which must be broken as well. */
  readonly also?: RegExp;
  /** Names of fields that the defect does not touch: if a filter by one of them is broken, the cause is another. */
  readonly notFields?: RegExp;
  /** It breaks those on other operations, too. */
  readonly isEverywhere?: true;
  /** Data is shown to somebody who may not see it: such a cause comes first. */
  readonly isUrgent?: true;
  /** Ids of clauses that the defect breaks too, where they are broken on the same operations. */
  readonly explains?: RegExp;
}

/** Whether a broken clause shows what a rule looks for. */
export const isLed = ({ leads }: Rule, { id, lines, bare }: Evidence): boolean =>
  leads.some(
    ({ clause, says, bare: bareOnly }) =>
      clause.test(id) && (bareOnly ? bare : lines).some((line) => says?.test(line) ?? true),
  );
