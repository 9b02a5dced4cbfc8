import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { asset } from '../../spec/asset.ts';

/** Stands for what is too long to be kept. */
export const digest = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value ?? null))
    .digest('hex')
    .slice(0, 8);

/**
 * Compares a text with the one that is kept: what code did, so that a change of it shows. After a change on purpose,
 * UPDATE_PORTRAITS=1 writes the texts anew: then read the diff.
 * @param file below `tests/unit`
 */
export function expectAsKept(file: string, lines: readonly string[]): void {
  const path = asset(`tests/unit/${file}`);
  const text = `${lines.join('\n').trimEnd()}\n`;
  if (process.env.UPDATE_PORTRAITS === '1') writeFileSync(path, text);
  expect(text, 'changed on purpose? UPDATE_PORTRAITS=1, and read the diff').toBe(
    existsSync(path) ? readFileSync(path, 'utf8') : '',
  );
}
