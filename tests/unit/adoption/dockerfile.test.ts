import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { asset } from '../../../spec/asset.ts';
import { instructionsIn, RULES } from './dockerfile.ts';

const own = instructionsIn(readFileSync(asset('Dockerfile'), 'utf8'));

test('the Dockerfile keeps the rules of hadolint that can be told by reading, and each rule rejects what breaks it', () => {
  expect(RULES.filter(({ isBroken }) => isBroken(own)).map(({ ids }) => ids)).toEqual([]);
  const blind = RULES.filter(({ rejects, isBroken }) => !isBroken(instructionsIn(rejects)));
  expect(blind.map(({ ids }) => ids)).toEqual([]);
});

test('the image has a health check, and runs as somebody without rights', () => {
  expect(own.filter(([name]) => name === 'HEALTHCHECK')).toHaveLength(1);
  expect(own.findLast(([name]) => name === 'USER')?.[1]).toBe('node');
});
