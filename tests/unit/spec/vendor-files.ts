import { readFileSync } from 'node:fs';
import { asset } from '../../../spec/asset.ts';
import { diffDescribed } from '../../../spec/diff/diff.ts';
import { describedIn } from '../../../spec/diff/either.ts';
import { parseVendor } from '../../../spec/import/source.ts';

/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-member-access,
   @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return --
   the edits reach into a parsed JSON file, which has no type. */

const text = readFileSync(asset('tests/unit/spec/fixtures/forms/keywords.json'), 'utf8');
export const CLIENTS = '/public-api/v1/clients';

type Edit = (document: any) => void;
/** A change of a vendor's file, the lines that tell it, and what both files are given before. */
export type Case = readonly [what: string, edit: Edit, expected: readonly string[], prepare?: Edit];

const described = (document: any) => describedIn(parseVendor(JSON.stringify(document), 'vendor.json'));

/** The changes between two files, one of them edited: `! subject message`, each once; `!` stands before what breaks clients. */
export function told(edit: Edit, prepare: Edit = () => undefined): string[] {
  const [before, after] = [JSON.parse(text), JSON.parse(text)];
  prepare(before);
  prepare(after);
  edit(after);
  const lines = diffDescribed(described(before), described(after)).map(
    ({ breaking, subject, message }) => `${breaking ? '!' : ' '} ${subject} ${message}`,
  );
  return [...new Set(lines)];
}

export const client = (document: any) => document.components.schemas.ClientDto;
export const fields = (document: any) => client(document).properties;
export const page = (document: any) => document.components.schemas.ClientPage;
export const get = (document: any) => document.paths[CLIENTS].get;
export const parameter = (document: any, name: string) =>
  get(document).parameters.find((one: any) => one.name === name);
export const ok = (document: any) => get(document).responses['200'];

/** Each bound of a schema: what it bounds, a value that allows more than 5 does, and one that allows less. */
export const BOUNDS = [
  ['minimum', 'integer', 1, 9],
  ['maximum', 'integer', 9, 1],
  ['minLength', 'string', 1, 9],
  ['maxLength', 'string', 9, 1],
  ['minItems', 'array', 1, 9],
  ['maxItems', 'array', 9, 1],
] as const;
