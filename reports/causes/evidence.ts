import type { ClauseRecord, Finding } from '../run.ts';

/** A broken clause, and what its findings show about the cause. */
export interface Evidence {
  readonly id: string;
  readonly fails: boolean;
  readonly operations: readonly string[];
  /** Each finding as one line: `expected | actual | pointer`. */
  readonly lines: readonly string[];
  /** Lines of requests with neither filter nor sorting, which therefore cannot be to blame. */
  readonly bare: readonly string[];
  /** Fields of the conditions: `name`, `client.id`. */
  readonly fields: readonly string[];
}

/** What the findings of a broken clause show, without the known ones. */
export function evidenceOf({ id, verdict, findings }: ClauseRecord): Evidence {
  const open = findings.filter(({ known }) => known === undefined);
  return {
    id,
    fails: verdict === 'fail',
    operations: [...new Set(open.map(({ operation }) => operation))],
    lines: open.map(line),
    bare: open.filter(isBare).map(line),
    fields: [...new Set(open.flatMap(fieldsOf))],
  };
}

const line = ({ want, got, pointer = '' }: Finding) => `${want} | ${got} | ${pointer}`;

/** Words about a list that was filtered or sorted, where the command does not show it. */
const SHAPED = /\brows whose\b|\bfiltered by\b|\bsorted by\b|\bin the order of\b|\bsplit by\b|\bby \w+ to be page\b/;

function isBare({ want, got, reproduce = '' }: Finding): boolean {
  const [blamed = ''] = reproduce.split('\n');
  return !/queryFilters|sortingRules/.test(blamed) && !SHAPED.test(want) && !SHAPED.test(got);
}

const CONDITION = /([a-z]\w*(?:\.\w+)*) (?:equals|does not equal|contains|is greater than|is less than)\b/g;

/** The one field of a condition; empty where there are several, because any may be to blame. */
function fieldsOf({ want }: Finding): string[] {
  const fields = new Set([...want.matchAll(CONDITION)].map(([, field = '']) => field));
  const split = /split by (\S+)/.exec(want)?.[1];
  const sorted = /in the order of (\S+?),? (?:asc|desc)(?!,)/.exec(want)?.[1];
  return [...(fields.size === 1 ? fields : []), ...(split ? [split] : []), ...(sorted ? [sorted] : [])];
}
