import { expect, test } from '@playwright/test';
import { sureTextOrder, TEXT_ORDERS, UUID_ORDERS, type TextOrder } from '../../../verifier/model/collations.ts';
import { digest } from '../digest.ts';
import { dice } from '../dice.ts';

const PAIRS = 1_500;
/** The first orders do not depend on Node's tables of languages, which change with its version. */
const OWN = 6;
/** What texts are made of: letters that alphabets place differently, cases, accents, signs, digits, blanks. */
const PARTS = [
  ...'abcdefghijklmnopqrstuvwxyzABCDEHLNSZ',
  ...['ä', 'Å', 'é', 'e\u0301', 'ß', 'ss', 'ı', 'I', 'ch', 'll', 'aa', 'Ch', 'aå'],
  ...['9', '10', '1', '007', '-', "'", '’', ' ', '_', '(', '😀', 'ｚ', 'Ж', '松'],
];

const drawnPairs = (seed: number, draw: (drawn: ReturnType<typeof dice>) => string) => {
  const drawn = dice(seed);
  return Array.from({ length: PAIRS }, () => {
    const [same, a, b] = [drawn.pick('', '', draw(drawn)), draw(drawn), draw(drawn)];
    return [same + a, same + b] as const;
  });
};
const textOf = ({ pick }: ReturnType<typeof dice>) =>
  Array.from({ length: pick(0, 1, 2, 3) }, () => pick(...PARTS)).join('');
const uuidOf = ({ pick }: ReturnType<typeof dice>) =>
  Array.from({ length: 16 }, () => pick('00', '0f', 'F0'))
    .join('')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
const signs = (order: TextOrder, pairs: readonly (readonly [string, string])[]) =>
  pairs.map(([a, b]) => Math.sign(order(a, b)));

test('what is sure of drawn texts holds in every order of databases and frameworks; how those sort texts and uuids is as it was', () => {
  const [texts, uuids] = [
    drawnPairs(1, textOf),
    drawnPairs(2, uuidOf).map(([a, b]) => [a.slice(-36), b.slice(-36)] as const),
  ];
  const sure = texts.map(([a, b]) => sureTextOrder(a, b));
  const said = [
    ...TEXT_ORDERS.slice(0, OWN).map((order, nth) => `text order ${nth}: ${digest(signs(order, texts))}`),
    ...UUID_ORDERS.map((order, nth) => `uuid order ${nth}: ${digest(signs(order, uuids))}`),
    ...texts.flatMap(([a, b], at) =>
      sure[at] === 0 ? [] : [`${JSON.stringify(a)} ${sure[at]! < 0 ? '<' : '>'} ${JSON.stringify(b)}`],
    ),
  ];
  expect(`${said.join('\n')}\n`).toMatchSnapshot('drawn-texts.txt');
  const wrong = TEXT_ORDERS.flatMap((order, nth) =>
    signs(order, texts).flatMap((sign, at) =>
      sure[at] === 0 || sign === 0 || sign === sure[at] ? [] : [`order ${nth}: ${texts[at]!.join(' and ')}`],
    ),
  );
  expect(wrong).toEqual([]);
});
