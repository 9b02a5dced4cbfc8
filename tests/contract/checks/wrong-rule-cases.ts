import type { Field } from '../../../spec/contract.ts';
import type { Case } from '../../../verifier/case.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { listRequestFor, type KnownList } from '../../../verifier/model/known-lists.ts';
import { sampleContract } from '../../../verifier/samples/sample.ts';
import { promised, valuesOf } from './conditions.ts';
import { expects400 } from './rejected.ts';

/** The parameters that carry rules. */
type Parameter = 'queryFilters' | 'sortingRules';

/**
 * @returns what makes a case of a list from the text of wrong rules: none where the contract's form of rules cannot carry it. It must
 *   get 400 unless judged otherwise.
 */
export const wrongRuleCases =
  (context: CheckContext, list: KnownList, parameter: Parameter) =>
  (
    what: string,
    text: string,
    depth: Case['depth'],
    judge: Case['judge'] = expects400(`${parameter} with ${what}: ${text.slice(0, 80)}`),
  ): Case[] => {
    const request = listRequestFor(context, list.operation, { more: [[parameter, text]] });
    if (!request) return [];
    return [{ operation: list.operation.id, label: what, depth, requests: [request], judge }];
  };

/** A name that no field has. */
interface NearMiss {
  readonly what: string;
  readonly name: string;
  /** A value of the field that it resembles: a server may reject a condition of another type, whatever else is wrong. */
  readonly condition: string;
}

/** Names close to those of a list's fields that none of them has, as servers accept them that read names too freely. */
export function nearMisses(list: KnownList): NearMiss[] {
  const fields = promised(list).sort((a, b) => Number(b.type === 'string') - Number(a.type === 'string'));
  const plain = fields.find(({ name }) => !name.includes('.'));
  const nested = fields.find(({ name }) => name.includes('.'));
  const miss = (what: string, field: Field | undefined, change: (name: string) => string) =>
    field ? [{ what, name: change(field.name), condition: valuesOf(field, list)[0] ?? '1' }] : [];
  const taken = new Set(list.operation.fields.map(({ name }) => name.toLowerCase()));
  return [
    ...miss('the beginning of a field', plain, (name) => name.slice(0, -1)),
    ...miss('the object around a field', nested, (name) => name.slice(0, name.lastIndexOf('.'))),
    ...miss('the last part of a field', nested, (name) => name.slice(name.lastIndexOf('.') + 1)),
    ...miss('a member of a field', plain, (name) => `${name}.length`),
  ].filter(({ name }) => name !== '' && !taken.has(name.toLowerCase()));
}

/** The field whose name begins like this: for samples. */
export function completed(beginning: string): string {
  const names = sampleContract().operations.flatMap(({ fields }) => fields.map(({ name }) => name));
  return names.includes(beginning) ? beginning : (names.find((name) => name.startsWith(beginning)) ?? beginning);
}
