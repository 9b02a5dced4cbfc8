import { document } from './html/document.ts';
import { html } from './html/html.ts';
import { safe } from './safe.ts';
import type { RunRecord } from './run.ts';

/** The result of one of several targets. */
export interface TargetResult {
  readonly name: string;
  readonly exitCode: number;
  /** Why there is no verdict, where there is none. */
  readonly problem?: string;
  readonly run?: Pick<RunRecord, 'totals' | 'target' | 'finishedAt' | 'clauses'>;
  /** Folder of its own report, relative to the report across targets; its name unless set. */
  readonly place?: string;
}

const VERDICTS = ['conforms', 'broken', 'inconclusive'];
const verdictOf = ({ exitCode }: TargetResult) => VERDICTS[exitCode] ?? 'inconclusive';

/** The exit code of several runs: 1 where one is broken, else 2 where one is inconclusive, else 0. */
export const targetsExitCode = (results: readonly TargetResult[]): 0 | 1 | 2 =>
  results.some(({ exitCode }) => exitCode === 1) ? 1 : results.some(({ exitCode }) => exitCode !== 0) ? 2 : 0;

const cells = (result: TargetResult): string[] => {
  const { totals, target } = result.run ?? {};
  const counts = totals ? [totals.pass, totals.warn, totals.fail, totals.notRun].map(String) : ['', '', '', ''];
  return [verdictOf(result), ...counts, safe(result.problem ?? target?.baseUrl ?? '', 200)];
};

const folderOf = ({ name, place = name }: TargetResult) => (place === '' ? '' : `${place}/`);

/** The clauses that a target breaks, with the verdict of each target, in the order of the targets. */
function brokenSomewhere(results: readonly TargetResult[]): { id: string; sentence: string; verdicts: string[] }[] {
  const broken = new Map<string, string>();
  for (const { id, verdict, sentence = '' } of results.flatMap(({ run }) => run?.clauses ?? [])) {
    if (verdict === 'fail' || verdict === 'warn') broken.set(id, sentence);
  }
  return [...broken]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, sentence]) => ({
      ...{ id, sentence },
      verdicts: results.map(({ run }) => run?.clauses.find((clause) => clause.id === id)?.verdict ?? ''),
    }));
}

const titleOf = ({ length }: readonly TargetResult[]): string =>
  `myITprocess contract: ${length} ${length === 1 ? 'target' : 'targets'}`;

/** `summary.md` across targets: a row for each, with a link to its own report, and what is broken where. */
export function targetsSummary(results: readonly TargetResult[]): string {
  const broken = brokenSomewhere(results);
  const row = (texts: readonly string[]) => `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    `# ${titleOf(results)}`,
    '',
    row(['target', 'verdict', 'pass', 'warn', 'fail', 'not run', 'address']),
    row(['---', '---', '--:', '--:', '--:', '--:', '---']),
    ...results.map((result) =>
      row([result.run ? `[${result.name}](${folderOf(result)}summary.md)` : result.name, ...cells(result)]),
    ),
    '',
    ...(broken.length === 0
      ? []
      : [
          row(['clause', ...results.map(({ name }) => name), 'says']),
          row(['---', ...results.map(() => '---'), '---']),
          ...broken.map(({ id, verdicts, sentence }) => row([id, ...verdicts, safe(sentence, 200)])),
          '',
        ]),
  ].join('\n');
}

/** `index.html` across targets. */
export function targetsPage(results: readonly TargetResult[]): string {
  const head = ['target', 'verdict', 'pass', 'warn', 'fail', 'not run', 'address'].map(
    (text) => html`<th>${text}</th>`,
  );
  const rows = results.map(
    (result) =>
      html`<tr>
        <td>${result.run ? html`<a href="${folderOf(result)}report.html">${result.name}</a>` : result.name}</td>
        ${cells(result).map((text) => html`<td>${text}</td>`)}
      </tr>`,
  );
  const broken = brokenSomewhere(results).map(
    ({ id, sentence, verdicts }) =>
      html`<tr>
        <td>${id}</td>
        ${verdicts.map((text) => html`<td>${text}</td>`)}
        <td>${sentence}</td>
      </tr>`,
  );
  const title = titleOf(results);
  return document(
    title,
    html`<main>
      <h1>${title}</h1>
      <table>
        <thead>
          <tr>
            ${head}
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
      ${
        broken.length > 0 &&
        html`<h2>Broken somewhere</h2>
          <table>
            <thead>
              <tr>
                <th>clause</th>
                ${results.map(({ name }) => html`<th>${name}</th>`)}
                <th>says</th>
              </tr>
            </thead>
            <tbody>
              ${broken}
            </tbody>
          </table>`
      }
    </main>`,
  );
}
