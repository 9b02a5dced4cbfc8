import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { rawRequest } from '../../../verifier/requests.ts';
import { Secrets, sendable, VARIANTS } from '../../../verifier/secrets.ts';

const KEY = 'Abcd3fgh1jKLmn9z'; // 16 characters

test('Each wrong key is wrong in its one way', () => {
  const made = Object.fromEntries(Object.entries(VARIANTS).map(([name, make]) => [name, make(KEY)]));
  expect(made).toEqual({
    truncated: 'Abcd3fgh1jKLmn9',
    extended: 'Abcd3fgh1jKLmn9z0',
    'swapped-case': 'aBCD3FGH1JklMN9Z',
    'first-half': 'Abcd3fgh',
    'second-half': '1jKLmn9z',
    'other-tail': 'Abcd3fgh1jKLmn9b',
    'other-middle': 'Abcd3fgh2jKLmn9z',
    'other-head': 'bbcd3fgh1jKLmn9z',
    'url-encoded': '%41%62%63%64%33%66%67%68%31%6a%4b%4c%6d%6e%39%7a',
    'other-first-quarter': 'Abcd4fgh1jKLmn9z',
    'other-last-quarter': 'Abcd3fgh1jKLbn9z',
    'first-8': 'Abcd3fgh',
    'first-16': KEY,
    'first-32': KEY,
    'without-four': 'Abcd3fgh1jKL',
    upper: 'ABCD3FGH1JKLMN9Z',
    lower: 'abcd3fgh1jklmn9z',
    reversed: 'z9nmLKj1hgf3dcbA',
    twice: KEY + KEY,
    hyphens: 'Abcd3fgh-1jKLmn9z',
    'any-letters': '________________',
    base64: 'QWJjZDNmZ2gxaktMbW45eg==',
    'basic-user': 'QWJjZDNmZ2gxaktMbW45ejo=',
    'basic-password': 'YXBpOkFiY2QzZmdoMWpLTG1uOXo=',
    sha256: expect.stringMatching(/^[\da-f]{64}$/),
    md5: expect.stringMatching(/^[\da-f]{32}$/),
    wide: 'Ａｂｃｄ３ｆｇｈ１ｊＫＬｍｎ９ｚ',
    spaced: 'Abcd 3fgh1jKLmn9z',
  });
  expect(VARIANTS['first-half']!('abc')).toBe('ab');
  expect(VARIANTS['second-half']!('abc')).toBe('bc');
  expect(VARIANTS['first-32']!(KEY.repeat(3))).toBe(KEY.repeat(2));
  expect(VARIANTS['first-16']!(KEY.repeat(3))).toBe(KEY);
  expect(VARIANTS['hyphens']!('ab-cd')).toBe('abcd');
  const tails = ['0', '9', 'a', 'b', 'Z', '-'].map((last) => VARIANTS['other-tail']!(`k${last}`));
  expect(tails).toEqual(['k1', 'k0', 'kb', 'kc', 'kb', 'kb']);
});

test('No key and no part that tells it appears in what is hidden, whatever the keys', () => {
  const key = fc.string({ unit: fc.constantFrom(...'abcXYZ0189'), minLength: 17, maxLength: 40 });
  fc.assert(
    fc.property(key, fc.constantFrom(...Object.keys(VARIANTS)), (active, variant) => {
      const secrets = new Secrets({ active });
      const made = secrets.fill(`{{active:${variant}}}`);
      expect(made).toBe(VARIANTS[variant]!(active));
      const shown = secrets.hide(`a ${active} b ${made} c`);
      expect(shown).not.toContain(active);
      if (variant !== 'any-letters') expect(shown).not.toContain(made);
      const unknown = secrets.fill('{{unknown}}');
      expect(unknown).toHaveLength(active.length);
      expect(unknown).not.toBe(active);
    }),
    { numRuns: 100 },
  );
});

test('A beginning or end of eight letters and digits tells a key, unless keys of other names share it', () => {
  const secrets = new Secrets({
    active: `head0001${'m'.repeat(9)}tail0001`,
    sibling: `head0001${'n'.repeat(9)}tail0002`,
  });
  expect(secrets.partsIn('... tail0001 ...')).toEqual(['active:part']);
  expect(secrets.partsIn('tail0002tail0001')).toEqual(['active:part', 'sibling:part']);
  expect(secrets.partsIn('head0001')).toEqual([]);
  expect(secrets.partsIn('ail0001')).toEqual([]);
  const parts = (active: string) => new Secrets({ active }).partsIn(active);
  expect(parts('abcdefg1hijklmn2')).toEqual(['active:part', 'active:part']);
  expect(parts('abcdefg1hijklm2')).toEqual([]);
  expect(parts('abcdefghijklmno2')).toEqual(['active:part']);
  expect(parts('1234567890123456')).toEqual([]);
  expect(parts('same0000same0000'), 'a key may share its own').toEqual(['active:part', 'active:part']);
});

test('A request can be sent where its keys are there, and the variant changes its key', () => {
  const secrets = new Secrets({ active: '12345678901234567' });
  const can = (header: string | readonly string[], target = '/clients', wire?: string | null) =>
    sendable({ ...rawRequest(target), headers: { key: header }, ...(wire === undefined ? {} : { wire }) }, secrets);
  expect([can('{{active}}'), can('{{sibling}}'), can(['{{active}}', '{{sibling}}'])]).toEqual([true, false, false]);
  expect([can('{{active}} {{sibling}}'), can('{{active:upper}}'), can('{{active:reversed}}')]).toEqual([
    false,
    false,
    true,
  ]);
  expect([can('', '/{{sibling}}'), can('', '/{{active}}'), can('{{active}}', '/x', null)]).toEqual([
    false,
    true,
    false,
  ]);
  expect(() => secrets.fill('{{sibling}}')).toThrow('no key named sibling is configured');
  expect(() => secrets.fill('{{active:odd}}')).toThrow('no key variant named odd');
});

test('The key that nobody issued looks like the active one', () => {
  const unknown = (active?: string) => new Secrets(active === undefined ? {} : { active }).fill('{{unknown}}');
  expect(unknown('0f1e2d3c-4b5a')).toMatch(/^[\da-f]{8}-[\da-f]{4}$/);
  expect(unknown('ABCD_EFGH')).toMatch(/^[A-Z]{4}_[A-Z]{4}$/);
  expect(unknown('----')).toMatch(/^[\da-f]{48}$/);
  expect(unknown()).toMatch(/^[\da-f]{48}$/);
  expect(new Secrets({}).hideIn('plain')).toBe('plain');
  const error = new Secrets({ active: KEY }).hideIn(new Error(`of ${KEY}`)) as Error;
  expect([error.message, error.stack?.includes(KEY)]).toEqual(['of <active>', false]);
});
