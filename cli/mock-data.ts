import type { OwnData } from '../mocks/types.ts';
import { readBounded } from '../spec/bounded-file.ts';
import { UserError } from '../verifier/user-error.ts';

/**
 * Reads a file of rows by operation.
 *
 * @throws UserError where it cannot be read or holds none
 */
export function readData(file: string): OwnData {
  let value: unknown;
  try {
    value = JSON.parse(readBounded(file).toString());
  } catch (error) {
    throw new UserError(`--data ${file} cannot be read: ${(error as Error).message}. mitp record writes such a file.`);
  }
  const isObject = (one: unknown) => typeof one === 'object' && one !== null;
  if (!isObject(value) || Array.isArray(value) || !Object.values(value).every(isObject))
    throw new UserError(`--data ${file} holds no rows: it has to be an object of arrays of rows by operation.`);
  return value as OwnData;
}
