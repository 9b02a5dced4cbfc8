import type { Contract } from '../contract.ts';
import { keywordEvidence } from '../evidence.ts';
import type { Drift } from '../generated/run-record.ts';
import type { Evidence, ObservedMark, Schema } from '../openapi/schema.ts';
import { mergedSchema } from './merged.ts';
import { nameOf, nodeAt } from './nodes.ts';
import { markOf } from './mark.ts';
import type { Sighting } from './sighting.ts';
import { shortPlace, statementKey, statementsOf } from './statements.ts';

/** One change of the contract file that would describe a target's behaviour. */
export interface Step {
  readonly kind: 'new field' | 'new value' | 'null' | 'format' | 'wider';
  /** Where the change is made; for a new field, the field itself. */
  readonly pointer: string;
  readonly name: string;
  /** The schema of a new field, a new value, a format; undefined where a keyword goes. */
  readonly value?: unknown;
  /** The keyword that changes. */
  readonly keyword: string;
  readonly runs: number;
  readonly of: number;
  /** How often it was seen. */
  readonly count: number;
  readonly example?: unknown;
  /** What the contract says instead, and how certain it was. */
  readonly contradicts?: { readonly level: Evidence; readonly says: string };
  /** Why nobody should adopt it unasked: `--all` leaves it out. */
  readonly unsafe?: string;
  readonly mark: ObservedMark;
}

/** Something that runs broke, and of which no change of the contract file can tell. */
export interface Contradiction {
  readonly name: string;
  readonly contract: string;
  readonly target: string;
}

type Seen = Drift & { readonly run: Sighting; readonly path: string; readonly value: unknown };

/** The changes that the drift and the broken assumptions of runs suggest, and contradictions that no change resolves. */
export function stepsOf(
  contract: Contract,
  runs: readonly Sighting[],
  minRuns: number,
): { steps: Step[]; broken: Contradiction[] } {
  const seen = runs.flatMap((run) =>
    run.drift.flatMap((drift): Seen[] => {
      const { path, value } = (drift.patch ?? {}) as { path?: unknown; value?: unknown };
      return typeof path === 'string' ? [{ ...drift, run, path, value }] : [];
    }),
  );
  const groups = new Map<string, Seen[]>();
  for (const one of seen) {
    const key = `${one.kind} ${one.path} ${one.kind === 'new value' ? JSON.stringify(one.value) : ''}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const drifted = [...groups.values()].flatMap((group) => driftStep(contract, group, runs.length, minRuns) ?? []);
  const found = brokenStatements(contract, runs);
  return {
    steps: [...drifted, ...found.filter((one) => 'kind' in one)],
    broken: found.filter((one): one is Contradiction => !('kind' in one)),
  };
}

const LONGEST_VALUE = 60;

function driftStep(contract: Contract, group: readonly Seen[], of: number, minRuns: number): Step | undefined {
  const [first] = group;
  if (!first) return undefined;
  const cut = first.path.lastIndexOf('/');
  const [holder, keyword] = [first.path.slice(0, cut), first.path.slice(cut + 1)];
  const runs = [...new Set(group.map(({ run }) => run))];
  const count = group.reduce((sum, one) => sum + one.count, 0);
  const base = { runs: runs.length, of, count, example: first.example, mark: markOf(runs) };
  if (first.kind === 'new member') {
    const owner = nodeAt(contract, holder.replace(/\/properties$/, ''));
    if (!owner.properties || owner.properties[keyword] !== undefined) return undefined;
    const value = mergedSchema(group.map((one) => one.value as Schema));
    const name = `${shortPlace(contract, first.path)}`;
    const unsafe = value === undefined ? { unsafe: 'the runs do not agree on its type' } : {};
    return {
      kind: 'new field',
      pointer: first.path,
      name,
      keyword,
      value: value ?? { 'x-evidence': 'observed' },
      ...unsafe,
      ...base,
    };
  }
  if (first.kind === 'new value') {
    const place = holder.replace(/\/x-known-values$/, '');
    const known = nodeAt(contract, place)['x-known-values'];
    if (!known || known.includes(String(first.value))) return undefined;
    const long = String(first.value).length > LONGEST_VALUE;
    return {
      ...{
        kind: 'new value',
        pointer: place,
        name: shortPlace(contract, place),
        keyword: 'x-known-values',
        value: first.value,
      },
      ...(long ? { unsafe: 'it is too long to be one of a set' } : {}),
      ...base,
    };
  }
  const schema = nodeAt(contract, holder);
  if (first.kind === 'null') {
    if (schema.nullable === true || schema.type === undefined) return undefined;
    const level = keywordEvidence(schema, 'nullable');
    return {
      ...{ kind: 'null', pointer: holder, name: shortPlace(contract, holder), keyword: 'nulls', value: true, ...base },
      ...contradiction(level, 'never null'),
    };
  }
  if (first.kind !== 'format' || schema.format !== undefined || schema.type !== 'string') return undefined;
  const agreed = group.every(({ value }) => value === first.value);
  const why = !agreed
    ? 'the runs do not agree'
    : runs.length < minRuns
      ? `seen in fewer than ${minRuns} runs`
      : undefined;
  return {
    ...{ kind: 'format', pointer: holder, name: shortPlace(contract, holder), keyword: 'format', value: first.value },
    ...(why === undefined ? {} : { unsafe: why }),
    ...base,
  };
}

function contradiction(level: Evidence, says: string): Pick<Step, 'contradicts' | 'unsafe'> {
  const unsafe =
    level === 'assumed' ? {} : { unsafe: `what it contradicts is ${level}: it may be a defect of the server` };
  return { contradicts: { level, says }, ...unsafe };
}

const KEYWORDS = [
  'format',
  'minimum',
  'maximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'pattern',
  'minItems',
  'maxItems',
];

/** Statements that runs broke, each as the change that would allow the values, or as a contradiction where there is none. */
function brokenStatements(contract: Contract, runs: readonly Sighting[]): (Step | Contradiction)[] {
  const all = new Map(statementsOf(contract).map((one) => [statementKey(one), one]));
  return [...all.values()].flatMap((statement): (Step | Contradiction)[] => {
    const { place, keyword, value } = statement;
    const seen = runs.flatMap((run) =>
      run.evidence.statements
        .filter((one) => statementKey(one) === statementKey(statement) && (one.value ?? null) === value)
        .map((one) => ({ ...one, run })),
    );
    const broke = seen.filter(({ broken }) => broken > 0);
    // Nulls are drift already, with a change of their own.
    if (broke.length === 0 || keyword === 'nulls') return [];
    const schema = nodeAt(contract, place);
    const level = schema['x-keyword-evidence']?.[keyword] ?? schema['x-evidence'] ?? 'assumed';
    const [count, tried] = [
      broke.reduce((sum, one) => sum + one.broken, 0),
      seen.reduce((sum, one) => sum + one.tried, 0),
    ];
    const name = nameOf(contract, statement);
    if (!KEYWORDS.includes(keyword)) {
      return [{ name, contract: `as the schema says (${level})`, target: `${count} of ${tried} were not` }];
    }
    const integer = keyword === 'format' && value === 'int32';
    return [
      {
        ...{ kind: 'wider', pointer: place, name, keyword },
        ...(integer ? { value: 'int64' } : {}),
        ...{ runs: broke.length, of: runs.length, count, mark: markOf(broke.map(({ run }) => run)) },
        ...contradiction(level, `${keyword} ${JSON.stringify(value)}; ${count} of ${tried} values are not so`),
      },
    ];
  });
}
