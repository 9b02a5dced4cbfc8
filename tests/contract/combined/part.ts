import type { Field } from '../../../spec/contract.ts';
import type { Row } from '../../../verifier/model/known-lists.ts';
import type { FilterRule } from '../../../verifier/requests.ts';

/** What a filter rule is there to show, of one field. */
export type PartKind = 'equal' | 'beginning' | 'contains' | 'above' | 'below' | 'unequal' | 'odd';

export interface Part {
  kind: PartKind;
  field: Field;
  rule: FilterRule;
  /** The rows by which a server shows that gets this wrong; where it is left out, those that the rule decides. */
  shows?(row: Row): boolean;
  /** Rows that a server takes as well which compares too little of a value: one of them has to show, where there is any. */
  tempts?(row: Row): boolean;
}
