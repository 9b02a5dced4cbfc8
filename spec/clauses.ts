import { readFileSync } from 'node:fs';
import { LineCounter, isNode, parseDocument } from 'yaml';
import { asset } from './asset.ts';
import { ContractError, type Problem } from './problem.ts';

/** How a clause is known: documented by the vendor, observed in public use, or assumed. */
export type Level = 'D' | 'O' | 'A';

export const GROUPS = ['CON', 'PAG', 'FIL', 'SRT', 'REL', 'AUTH', 'KEY', 'LIM', 'SEC', 'DOC'] as const;
export type Group = (typeof GROUPS)[number];

/** `PAG-02`. */
export type ClauseId = `${Group}-${number}`;

/** Where a clause comes from: the vendor's own wording, or a sentence of ours about the evidence. */
export type Source = { readonly section: string; readonly quote: string } | { readonly text: string };

/** One sentence that a server of the API keeps. */
export interface Clause {
  readonly id: ClauseId;
  readonly level: Level;
  readonly group: Group;
  readonly sentence: string;
  /** The consequence for clients when the clause is broken. */
  readonly matters: string;
  readonly source: Source;
}

const LEVELS: readonly unknown[] = ['D', 'O', 'A'];
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** What is wrong with one entry of the catalogue; undefined when it is a valid clause. */
function faults(entry: Partial<Record<keyof Clause, unknown>>): string[] {
  const { id, level, group, sentence, matters } = entry;
  const source = (entry.source ?? {}) as Record<string, unknown>;
  const sourced = level === 'D' ? isText(source.section) && isText(source.quote) : isText(source.text);
  return [
    ...(isText(id) && /^[A-Z]+-\d{2}$/.test(id) ? [] : ['id is not of the form PAG-02']),
    ...(LEVELS.includes(level) ? [] : ['level is none of D, O, A']),
    ...(GROUPS.some((name) => name === group) && String(id).startsWith(`${String(group)}-`)
      ? []
      : [`group is none of ${GROUPS.join(', ')}, or not that of the id`]),
    ...(isText(sentence) && /\.\)?$/.test(sentence) ? [] : ['sentence is missing or does not end in a full stop']),
    ...(isText(matters) && matters.endsWith('.')
      ? []
      : ['matters is missing: what is lost where the clause is broken']),
    ...(sourced ? [] : ['source is missing: section and quote for level D, text for the others']),
  ];
}

/**
 * Reads a clause catalogue.
 *
 * @throws ContractError naming file and line when an entry is no clause or an id stands twice
 */
export function readClauses(file: string): readonly Clause[] {
  const lines = new LineCounter();
  const yaml = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines });
  const entries = ((yaml.toJS() as { clauses?: unknown } | null)?.clauses ?? []) as Clause[];
  const problems = entries.flatMap((entry, index): Problem[] => {
    const twice = entries.findIndex(({ id }) => id === entry.id) < index ? [`the id ${entry.id} stands twice`] : [];
    const node = yaml.getIn(['clauses', index], true);
    const line = isNode(node) && node.range ? lines.linePos(node.range[0]).line : 1;
    return [...faults(entry), ...twice].map((fault) => ({ line, message: `${entry.id}: ${fault}.` }));
  });
  if (entries.length === 0) problems.push({ message: 'There is no clause in it.' });
  if (problems.length > 0) throw new ContractError(file, problems);
  return entries;
}

let catalogue: readonly Clause[] | undefined;

/** Every clause of the contract, in the order of the catalogue. */
export function clauses(): readonly Clause[] {
  catalogue ??= readClauses(asset('spec/clauses.yaml'));
  return catalogue;
}

/**
 * The clause with this id.
 *
 * @throws Error when the catalogue has none: an id that the code names has to exist
 */
export function clause(id: ClauseId): Clause {
  const found = clauses().find((one) => one.id === id);
  if (!found) throw new Error(`There is no clause ${id} in spec/clauses.yaml.`);
  return found;
}
