import { readFileSync } from 'node:fs';

import { asset } from '../../spec/asset.ts';
import { yamlPackage } from '../../spec/when-needed.ts';
import type { KeyUse } from './key-use.ts';

/** What a rejection of the mock rests on: how sure it is that the real API does the same. */
export interface Evidence {
  readonly clause: string;
  /** D documented by the vendor, O observed in public use, A assumed. */
  readonly level: 'D' | 'O' | 'A';
}

/** What of a request decides what its rejection rests on. */
interface Judged {
  readonly status: number;
  readonly reason: string | null;
  readonly key: KeyUse;
  readonly faults: readonly string[];
  /** The API answered, and no situation in its place. */
  readonly byApi: boolean;
}

/** The clause behind each status. The parameters that a 400 names decide. */
const CLAUSES: Readonly<Record<number, string>> = {
  401: 'AUTH-01',
  404: 'CON-09',
  405: 'CON-10',
  406: 'CON-12',
  429: 'LIM-02',
};

const clauseOf = ({ status, reason, key }: Judged): string | undefined => {
  if (status === 400)
    return /^sortingRules/.test(reason ?? '') ? 'SRT-05' : /^queryFilters/.test(reason ?? '') ? 'FIL-07' : 'PAG-08';
  if (status === 401) {
    const own = {
      revoked: 'KEY-06',
      deleted: 'KEY-11',
      replaced: 'KEY-10',
      misplaced: 'AUTH-04',
      malformed: 'AUTH-09',
    };
    return own[key.state as keyof typeof own] ?? (key.state === 'unknown' ? 'AUTH-02' : 'AUTH-01');
  }
  return CLAUSES[status];
};

let levels: ReadonlyMap<string, Evidence['level']> | undefined;

/** Levels by clause, loaded at the first look at a rejection. */
function levelOf(clause: string): Evidence['level'] {
  if (!levels) {
    const { clauses } = yamlPackage().parse(readFileSync(asset('spec/clauses.yaml'), 'utf8')) as {
      clauses: readonly { readonly id: string; readonly level: Evidence['level'] }[];
    };
    levels = new Map(clauses.map(({ id, level }) => [id, level]));
  }
  return levels.get(clause) ?? 'A';
}

/** The clause that a rejection rests on; null for what was served, and for what a fault or situation answered. */
export function evidenceOf(entry: Judged): Evidence | null {
  if (entry.status < 400 || entry.faults.length > 0 || !entry.byApi) return null;
  const clause = clauseOf(entry);
  return clause === undefined ? null : { clause, level: levelOf(clause) };
}
