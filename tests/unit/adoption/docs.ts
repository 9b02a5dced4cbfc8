import { readdirSync, readFileSync } from 'node:fs';
import { asset } from '../../../spec/asset.ts';

/** The pages that people read, by their path in the repository. */
export const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...readdirSync(asset('docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

export const textOf = (page: string): string => readFileSync(asset(page), 'utf8');

/** A fenced block: its language, empty where none is said, and its text. */
export interface Block {
  readonly page: string;
  readonly language: string;
  readonly text: string;
}

/** The fenced blocks of all pages. */
export const BLOCKS: readonly Block[] = PAGES.flatMap((page) =>
  [...textOf(page).matchAll(/^```(\w*)\n([^]*?)^```$/gm)].map(([, language = '', text = '']) => ({
    page,
    language,
    text,
  })),
);

/** The text of a page without its fenced blocks and comments. */
const prose = (page: string) => textOf(page).replace(/^```[^]*?^```$|<!--[^]*?-->/gm, '');

/** What stands in single backticks on a page. */
export const spans = (page: string): string[] =>
  [...prose(page).matchAll(/(?<!`)`([^`\n]+)`(?!`)/g)].map(([, text = '']) => text.replaceAll('\\|', '|'));

/** Links of a page that stay in the repository: the path, from the repository, and the heading. */
export function links(page: string): { path: string; heading: string }[] {
  const folder = page.includes('/') ? page.slice(0, page.lastIndexOf('/') + 1) : '';
  return [...prose(page).matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]*))?\)/g)].map(
    ([, path = '', heading = '']) => {
      const place = path === '' ? page : new URL(folder + path, 'file:///').pathname.slice(1);
      return { path: place, heading };
    },
  );
}

/** The anchors of a page's headings, as GitHub and GitLab write them. */
export const anchors = (page: string): string[] =>
  [...prose(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );

/** The words of a command line as a shell sees them, up to a comment or what another command is given. */
function words(line: string): string[] {
  const all: string[] = [];
  for (const [word] of line.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)) {
    if (/^(#|[|;&>]|2>|<$)/.test(word)) break;
    all.push(word.replaceAll(/['"]/g, ''));
  }
  return all;
}

/** A command line of ours: `mitp` with its words, or a script of package.json with those behind `--`. */
export interface Call {
  readonly page: string;
  readonly line: string;
  readonly script?: string;
  readonly args: readonly string[];
}

function callIn(page: string, line: string): Call[] {
  let all = words(line.trim().replace(/^(- )?(run: |\$ )/, ''));
  while (/^[A-Z_]+=/.test(all[0] ?? '')) all = all.slice(1);
  const [first, second, third] = all;
  if (first === 'npx' && (second === '.' || second === 'mitp')) return [{ page, line, args: all.slice(2) }];
  if (first === 'mitp') return [{ page, line, args: all.slice(1) }];
  if (first !== 'npm' || (second !== 'run' && second !== 'test')) return [];
  const script = second === 'test' ? 'test' : (third ?? '');
  const behind = all.indexOf('--');
  return [{ page, line, script, args: behind === -1 ? [] : all.slice(behind + 1) }];
}

/** Every command line of ours on the pages, in blocks and between backticks. */
export const CALLS: readonly Call[] = [
  ...BLOCKS.filter(({ language }) => ['', 'sh', 'yaml', 'bash'].includes(language)).flatMap(({ page, text }) =>
    text
      .replaceAll('\\\n', ' ')
      .split('\n')
      .flatMap((line) => callIn(page, line)),
  ),
  ...PAGES.flatMap((page) => spans(page).flatMap((text) => callIn(page, text))),
];
