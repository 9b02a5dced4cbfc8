import { faker } from './faker.ts';

/** Names that break careless clients and servers; every dataset of some size has them all. */
const HOSTILE_NAMES = [
  "O'Brien & Söhne GmbH",
  '100% "Quality" Ltd.',
  'under_score_client',
  'a+b=c & d/e?',
  '{curly} [square] (round)',
  '日本語株式会社',
  'Ünïcödé Größe ÅÄÖ',
  '<b>Bold</b> & <script>alert(1)</script>',
  "'; DROP TABLE Clients; --",
  'back\\slash \\" quote',
  'Ωmega, Привет, مرحبا, 👋🏽 emoji',
  'e\u0301 is not \u00e9',
  'ACME Holding',
  'Acme Holding',
  'acme holding',
  'Acme',
  'semi;colon:comma,',
  '  two  spaces  inside and around ',
  'null',
  '%27 %25 percent',
  `A very long name ${'and longer '.repeat(40)}end`,
];

/** What descriptions contain now and then. */
const HOSTILE_TEXTS = [
  'Line one\nline two\r\nline three\tand a tab',
  'Costs 50% more; see "Plan B" & C+D',
  '{"json": "inside", "n": 1}',
  '<p onclick="x()">HTML</p>',
  'Grüße aus Köln – façade, naïve, 東京',
  '',
];

/** A company's name; the first ones of a dataset are the hostile ones. */
export const clientName = (index: number): string => HOSTILE_NAMES[index - 3] ?? faker.company.name();

/** What `faker.hacker.phrase()` gives, five times as fast: a start makes thousands. It draws twice for each word, as that does. */
function phrase(): string {
  const { hacker } = faker.rawDefinitions;
  return pick(hacker?.phrase ?? []).replace(/\{\{hacker\.(\w+)\}\}/g, (_, kind: string) => {
    const words = hacker?.[kind as 'noun'] ?? [];
    pick(words);
    return pick(words);
  });
}

/** One or two sentences, or something hostile. */
export function paragraph(): string {
  const odd = faker.number.int({ max: 60 });
  return HOSTILE_TEXTS[odd] ?? faker.company.catchPhrase() + '. ' + phrase();
}

/** `make()` or null; null about `share` percent of the time. */
export const orNull = <Value>(share: number, make: () => Value): Value | null =>
  faker.number.int({ min: 1, max: 100 }) <= share ? null : make();

/** One of several. */
export const pick = <Value>(values: readonly Value[]): Value => faker.helpers.arrayElement(values);

/** At most `max` different ones, in their order. */
export const pickSome = <Value>(values: readonly Value[], max: number): Value[] =>
  faker.helpers.arrayElements(values, { min: 0, max: Math.min(max, values.length) });
