import { document } from './html/document.ts';
import { html } from './html/html.ts';
import { safe } from './safe.ts';
import type { RunRecord } from './run.ts';

/** How one of several targets came out. */
export interface TargetResult {
  readonly name: string;
  readonly exitCode: number;
  /** Why there is no verdict, where there is none. */
  readonly problem?: string;
  readonly run?: Pick<RunRecord, 'totals' | 'target' | 'finishedAt'>;
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

/** `summary.md` across targets: a row for each, with a link to its own report. */
export function targetsSummary(results: readonly TargetResult[]): string {
  const row = (texts: readonly string[]) => `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    `# myITprocess contract: ${String(results.length)} targets`,
    '',
    row(['target', 'verdict', 'pass', 'warn', 'fail', 'not run', 'address']),
    row(['---', '---', '--:', '--:', '--:', '--:', '---']),
    ...results.map((result) =>
      row([result.run ? `[${result.name}](${result.name}/summary.md)` : result.name, ...cells(result)]),
    ),
    '',
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
        <td>${result.run ? html`<a href="${result.name}/report.html">${result.name}</a>` : result.name}</td>
        ${cells(result).map((text) => html`<td>${text}</td>`)}
      </tr>`,
  );
  const title = `myITprocess contract: ${String(results.length)} targets`;
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
    </main>`,
  );
}
