import { clauses } from '../clauses.ts';
import type { Change } from './change.ts';

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

/** `12 changes, 3 of them breaking; 40 parts are now known otherwise`. */
export function summary(changes: readonly Change[]): string {
  const shape = changes.filter(({ evidence }) => !evidence);
  const breaking = shape.filter((change) => change.breaking).length;
  const evidence = changes.length - shape.length;
  if (changes.length === 0) return 'No difference.';
  const certainty = evidence > 0 ? `; of ${count(evidence, 'part', 'parts')} only the evidence changed` : '';
  return `${count(shape.length, 'change', 'changes')}, ${breaking} of them breaking${certainty}.`;
}

/** More changes of one kind than this share a line. */
const ONE_BY_ONE = 3;

function lines(changes: readonly Change[]): string[] {
  const all = changes.filter(({ evidence }) => !evidence);
  const alike = ({ message, breaking }: Change) =>
    all.filter((other) => other.message === message && other.breaking === breaking);
  const where = ({ operation, subject }: Change) => `${operation === undefined ? '' : `${operation} `}${subject}`;
  const shape = all.flatMap((change) => {
    const same = alike(change);
    const mark = change.breaking ? '!' : ' ';
    if (same.length <= ONE_BY_ONE) return [`  ${mark} ${where(change)} ${change.message}`];
    return same[0] === change
      ? [`  ${mark} ${same.length} times ${change.message}: ${same.map(where).join(', ')}`]
      : [];
  });
  const evidence = changes.filter((change) => change.evidence);
  const certainty = [...new Set(evidence.map(({ message }) => message))].map((message) => {
    const same = evidence.filter((change) => change.message === message).length;
    return `    ${count(same, 'part', 'parts')}: ${message}`;
  });
  return [...shape, ...certainty];
}

/** The changes for people: by clause, in the order of the catalogue; `!` marks those that may break a client. */
export function changesText(changes: readonly Change[]): string {
  const blocks = clauses().flatMap(({ id, sentence }) => {
    const own = changes.filter((change) => change.clause === id);
    return own.length > 0 ? [`${id}  ${sentence}`, ...lines(own), ''] : [];
  });
  return [...blocks, summary(changes)].join('\n');
}
