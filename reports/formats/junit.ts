import { sentenceOf } from '../../spec/sentences.ts';
import { findingLine } from '../words.ts';
import type { ClauseRecord, RunRecord } from '../run.ts';

/**
 * `junit.xml` for Jenkins, GitLab and viewers on GitHub: one suite for each group of clauses, one case for each clause, its id
 * first in the name. A warning is a passed case that says so in its output.
 */
export function junit(run: RunRecord): string {
  const groups = new Map<string, ClauseRecord[]>();
  for (const clause of run.clauses) {
    const group = clause.id.split('-')[0] ?? clause.id;
    groups.set(group, [...(groups.get(group) ?? []), clause]);
  }
  const took = Math.max(0, (Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'myITprocess contract', ...counts(run.clauses), time: seconds(took) })}>`,
    ...[...groups].map(([group, records]) => suite(group, records, run)),
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(group: string, records: readonly ClauseRecord[], run: RunRecord): string {
  const heading = {
    name: `contract.${group}`,
    ...counts(records),
    skipped: skipped(records),
    time: seconds(records.reduce((sum, { seconds: took = 0 }) => sum + took, 0)),
  };
  const facts = { target: run.target.baseUrl, depth: run.depth, seed: run.seed, run: run.id };
  return [
    `  <testsuite${attributes({ ...heading, timestamp: run.startedAt.slice(0, 19) })}>`,
    '    <properties>',
    ...Object.entries(facts).map(([name, value]) => `      <property${attributes({ name, value })}/>`),
    '    </properties>',
    ...records.map((record) => testCase(group, record)),
    '  </testsuite>',
  ].join('\n');
}

function testCase(group: string, record: ClauseRecord): string {
  const { id, verdict, reason = 'no reason given', findings } = record;
  const sentence = sentenceOf(id);
  const start = `    <testcase${attributes({ name: `${id} ${sentence}`.trim(), classname: `contract.${group}`, time: seconds(record.seconds ?? 0) })}`;
  const lines = findings.map(findingLine).join('\n');
  switch (verdict) {
    case 'pass':
      return `${start}/>`;
    case 'not-run':
      return `${start}>\n      <skipped${attributes({ message: reason })}/>\n    </testcase>`;
    case 'warn':
      return `${start}>\n      <system-out>${escape(`warning: ${lines}`)}</system-out>\n    </testcase>`;
    case 'fail': {
      const message = findings[0] ? findingLine({ ...findings[0], reproduce: '' }) : sentence;
      return `${start}>\n      <failure${attributes({ message, type: id })}>${escape(lines)}</failure>\n    </testcase>`;
    }
  }
}

const seconds = (value: number) => value.toFixed(3);

function counts(records: readonly ClauseRecord[]): Record<string, number> {
  return { tests: records.length, failures: records.filter(({ verdict }) => verdict === 'fail').length, errors: 0 };
}

function skipped(records: readonly ClauseRecord[]): number {
  return records.filter(({ verdict }) => verdict === 'not-run').length;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escape(String(value)).replaceAll('\n', '&#10;')}"`)
    .join('');
}

/** XML 1.0 cannot hold most control characters at all, not even escaped. */
function escape(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
