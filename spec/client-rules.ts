import { readFileSync } from 'node:fs';
import { asset } from './asset.ts';
import { ContractError } from './problem.ts';
import { yamlPackage } from './when-needed.ts';

/** A broken `must` fails; a broken `should` warns, and fails in a strict drill. */
export type RuleLevel = 'must' | 'should';

/** `USE-03`. */
export type RuleId = `USE-${string}`;

/** One sentence that a good client of the API keeps. */
export interface ClientRule {
  readonly id: RuleId;
  readonly level: RuleLevel;
  readonly sentence: string;
  /** The consequence when the rule is broken. */
  readonly matters: string;
  /** The evidence that it reads: the requests that were sent, or what came of the run. */
  readonly judgedBy: 'requests' | 'result';
  readonly source: { readonly text: string };
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** What is wrong with one entry; undefined when it is a valid rule. */
function faults(entry: Partial<Record<keyof ClientRule, unknown>>): string[] {
  const { id, level, sentence, matters, judgedBy, source } = entry;
  return [
    ...(isText(id) && /^USE-\d{2}$/.test(id) ? [] : ['id is not of the form USE-02']),
    ...(level === 'must' || level === 'should' ? [] : ['level is neither must nor should']),
    ...(isText(sentence) && /\.\)?$/.test(sentence) ? [] : ['sentence is missing or does not end in a full stop']),
    ...(isText(matters) && matters.endsWith('.') ? [] : ['matters is missing: what is lost where it is broken']),
    ...(judgedBy === 'requests' || judgedBy === 'result' ? [] : ['judgedBy is neither requests nor result']),
    ...(isText((source as { text?: unknown } | undefined)?.text) ? [] : ['source.text is missing']),
  ];
}

/**
 * Reads a catalogue of client rules.
 *
 * @throws ContractError naming the file when an entry is no rule or an id stands twice
 */
export function readClientRules(file: string): readonly ClientRule[] {
  const entries = ((yamlPackage().parse(readFileSync(file, 'utf8')) as { rules?: unknown } | null)?.rules ??
    []) as ClientRule[];
  const problems = entries.flatMap((entry, index) => {
    const twice = entries.findIndex(({ id }) => id === entry.id) < index ? [`the id ${entry.id} stands twice`] : [];
    return [...faults(entry), ...twice].map((fault) => ({ message: `${entry.id}: ${fault}.` }));
  });
  if (entries.length === 0) problems.push({ message: 'There is no rule in it.' });
  if (problems.length > 0) throw new ContractError(file, problems);
  return entries;
}

let catalogue: readonly ClientRule[] | undefined;

/** Every client rule, in the order of the catalogue. */
export function clientRules(): readonly ClientRule[] {
  catalogue ??= readClientRules(asset('spec/client-rules.yaml'));
  return catalogue;
}
