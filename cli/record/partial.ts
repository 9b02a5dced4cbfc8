import { appendFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { Row } from '../../mocks/types.ts';

/** A page of a list as it was read. */
export interface ReadPage {
  readonly operation: string;
  /** The value in the path of a list below another's row. */
  readonly parent?: string;
  readonly page: number;
  readonly total: number;
  readonly items: readonly Row[];
}

/** What was read so far, kept beside the file under way: unchanged rows of the account, readable only by its owner. */
export interface Partial {
  readonly pages: readonly ReadPage[];
  /** Its age in minutes; 0 where it begins now. */
  readonly minutes: number;
  add(page: ReadPage): void;
  remove(): void;
}

/**
 * Opens what an earlier recording of the same target left behind, or begins anew.
 * @param of names the target and the lists; a partial file with another name is not continued
 */
export function openPartial(out: string, of: string): Partial {
  const file = `${out}.partial`;
  const [head, ...lines] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const isOurs = head === of;
  // A line that a crash cut short is no page.
  const pages = isOurs ? lines.flatMap((line) => page(line) ?? []) : [];
  const minutes = isOurs ? (Date.now() - statSync(file).mtimeMs) / 60_000 : 0;
  writeFileSync(file, [of, ...pages.map((one) => JSON.stringify(one)), ''].join('\n'), { mode: 0o600 });
  return {
    pages,
    minutes: Math.round(minutes),
    add: (one) => appendFileSync(file, `${JSON.stringify(one)}\n`),
    remove: () => rmSync(file, { force: true }),
  };
}

function page(line: string): ReadPage | undefined {
  try {
    return JSON.parse(line) as ReadPage;
  } catch {
    return undefined;
  }
}
