import type { OpenRequest } from '../../../verifier/outstanding.ts';
import type { TriedSample } from '../../../verifier/samples/sample.ts';
import { DEPTHS } from '../../../verifier/check-context.ts';
import type { Finding, Verdict } from '../../../verifier/verdict.ts';
import { digest } from '../digest.ts';

/** How many requests and findings are written out. A digest stands for all. */
const SHOWN = 2;
const MOST_FINDINGS = 4;

/**
 * What a check sends and finds on each of its samples, in a text for people: a change of the code that sends other requests, or that
 * finds something else, shows as a change of the text.
 * @param groups what tells which groups of requests it needed
 */
export function snapshotOf(passes: TriedSample, rejects: readonly TriedSample[], groups: string): string[] {
  const lines = [`passes: ${triedOf(passes.verdict)}`, ...requestLines(passes.sent), `groups: ${groups}`];
  for (const [at, { verdict, sent }] of rejects.entries()) {
    const findings = verdict.kind === 'fail' ? verdict.findings : [];
    lines.push(
      `rejects[${at}]: ${triedOf(verdict)}, ${sent.length} requests (${digest(sent)}), ${findings.length} findings (${digest(findings)})`,
      ...findings.slice(0, MOST_FINDINGS).map(findingLine),
    );
  }
  return lines;
}

function triedOf(verdict: Verdict): string {
  if (verdict.kind === 'not-run') return verdict.why;
  const notes = verdict.notes.length > 0 ? `, noted: ${verdict.notes.join('; ')}` : '';
  return `tried ${verdict.checked} times (${digest(verdict.operations)})${notes}`;
}

const requestLines = (sent: readonly OpenRequest[]): string[] =>
  DEPTHS.flatMap((depth) => {
    const requests = sent.filter((open) => open.depth === depth).map(({ request }) => request);
    if (requests.length === 0) return [];
    const shown = requests.slice(-SHOWN).map(({ method, target }) => `  ${method} ${decodeURIComponent(target)}`);
    return [`${depth}: ${requests.length} requests (${digest(requests)}), the last`, ...shown];
  });

const findingLine = ({ operation, want, got, pointer }: Finding): string =>
  `  ${operation}${pointer === undefined ? '' : ` ${pointer}`}: want ${want}, got ${got}`;
