import { createHash } from 'node:crypto';
import { clauses } from '../../spec/clauses.ts';
import type { Finding, RunRecord } from '../run.ts';

/** Most findings of one clause: code scanning takes 25,000 in all and shows 5,000. */
const MOST_OF_A_CLAUSE = 50;

/**
 * `results.sarif`: findings as code scanning shows them, each at the line of its operation in the contract.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarif(run: RunRecord): string {
  const broken = run.clauses.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn');
  const place = run.contract?.place;
  const file = place ?? run.contract?.file ?? 'spec/openapi.yaml';
  const seen = new Map<string, number>();
  const results = broken.flatMap(({ id, verdict, findings }) =>
    findings.slice(0, MOST_OF_A_CLAUSE).map((finding) => ({
      ruleId: id,
      level: verdict === 'fail' ? 'error' : 'warning',
      message: { text: message(finding) },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: encodeURI(file), uriBaseId: '%SRCROOT%' },
            region: { startLine: place === undefined ? lineOf(run, finding.operation) : 1 },
          },
        },
      ],
      partialFingerprints: { 'mitpClause/v1': numbered(fingerprint(id, finding), seen) },
    })),
  );
  const rules = clauses().map(({ id, sentence, level, source }) => ({
    id,
    shortDescription: { text: sentence },
    fullDescription: { text: 'quote' in source ? `${sentence} The vendor: "${source.quote}"` : sentence },
    properties: { level },
  }));
  const driver = { name: 'myitprocess-contract', rules };
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, automationDetails: { id: `myitprocess-contract/${run.depth}/` }, results }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** Names of operations come from records, which anybody may have written. */
export function lineOf({ contract }: RunRecord, operation: string): number {
  return contract && Object.hasOwn(contract.lines, operation) ? (contract.lines[operation] ?? 1) : 1;
}

function message({ operation, want, got, pointer, reproduce }: Finding): string {
  const where = pointer ? ` at ${pointer}` : '';
  return `${operation}: expected ${want}, got ${got}${where}.${reproduce ? `\nRepeat: ${reproduce}` : ''}`;
}

/** The same defect found again tomorrow is the same alert, though ids and numbers in its text differ. */
function fingerprint(clause: string, { operation, pointer }: Finding): string {
  const place = (pointer ?? '').replace(/\/\d+/g, '/*');
  return createHash('sha256')
    .update(JSON.stringify([clause, operation, place]))
    .digest('hex')
    .slice(0, 32);
}

/** Distinguishes findings of one place in one run, as GitHub's own fingerprints do. */
function numbered(print: string, seen: Map<string, number>): string {
  const n = (seen.get(print) ?? 0) + 1;
  seen.set(print, n);
  return `${print}:${n}`;
}
