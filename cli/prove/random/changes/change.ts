import type { Operation } from '../../../../spec/contract.ts';
import type { ApiRequest, Reply } from '../../../../mocks/types.ts';
import { type Row } from '../../../../mocks/data/columns.ts';
import { withJson } from '../../../../mocks/faults/support/replies.ts';
import type { Requested } from '../list-request.ts';
import type { Condition } from '../conditions/condition.ts';
import type { Dice } from '../dice.ts';

export interface Envelope {
  readonly page: number;
  readonly pageSize: number;
  readonly totalCount: number;
  readonly items: readonly Row[];
}

/** What a change can use. */
export interface Scenario {
  readonly requested: Requested;
  readonly request: ApiRequest;
  readonly reply: Reply;
  readonly body: Envelope;
  /** A row of the list that other responses have shown and this one does not. */
  readonly unknownName: Row | undefined;
  /** The conforming response to another request. */
  readonly conforming: (request: ApiRequest) => Promise<Reply>;
}

/** A way in which a response is wrong. */
export interface Change {
  readonly kind: string;
  readonly words: string;
  /** The changed response; undefined where this one cannot be changed in this way. */
  apply(scenario: Scenario): Promise<Reply | undefined> | Reply | undefined;
}

/** Makes a change that breaks a promise under a condition; undefined where this one breaks none. */
export type Make = (operation: Operation, condition: Condition, dice: Dice) => Change | undefined;

/** A change of the rows of a page, or of another part of its envelope. */
export const rowsOf = (
  kind: string,
  words: string,
  change: (items: readonly Row[], scenario: Scenario) => Partial<Envelope> | undefined,
): Change => ({
  kind,
  words,
  apply: (scenario) => {
    const changed = change(scenario.body.items, scenario);
    return changed && withJson(scenario.reply, { ...scenario.body, ...changed });
  },
});

/** Which row of a page: the first, the last, or one in between. */
export const placeIn = (items: readonly Row[], at: number): number =>
  Math.min(items.length - 1, Math.floor(at * items.length));
