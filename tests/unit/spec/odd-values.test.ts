import { expect, test } from '@playwright/test';

import { yamlText } from '../../../spec/yaml.ts';

test('A member without a value is written, wherever it stands', () => {
  expect(yamlText({ a: { b: undefined, c: null } })).toContain('c: null');
  expect(yamlText({ a: [null, undefined, { b: undefined }] })).toContain('null');
});
