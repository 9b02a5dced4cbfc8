import type { Contract } from '../contract.ts';
import { placeOf, valueAt } from '../openapi/places.ts';
import type { Schema } from '../openapi/schema.ts';
import { shortPlace, type Statement } from './statements.ts';

/** The node of the contract file at a place; undefined where the place no longer exists. */
export function nodeAt({ document }: Pick<Contract, 'document'>, pointer: string): Schema {
  return valueAt(document, placeOf(pointer)) ?? {};
}

/** Under which name a mark of `x-observed` stands. A response or header is marked as a field is. */
export const markName = (keyword: string): string => (['response', 'header'].includes(keyword) ? 'field' : keyword);

/** A statement for people: `Review.id format int32`. */
export function nameOf(
  contract: Contract,
  { place, keyword, value }: Pick<Statement, 'place' | 'keyword' | 'value'>,
): string {
  const said = value === null || value === undefined ? '' : ` ${JSON.stringify(value).replaceAll('"', '')}`;
  const word = markName(keyword) === 'field' ? '' : keyword === 'nulls' ? ' never null' : ` ${keyword}`;
  return `${shortPlace(contract, place)}${word}${said}`;
}
