import { dice, type Lists } from './data.ts';
import type { Row } from './order.ts';

export type Change = 'insert' | 'update' | 'delete' | 'comeAndGo';

/** How fast the rows of a server change: each so many requests. */
export interface Living {
  every: number;
  changes: readonly Change[];
}

const FIXED = ['id', 'status', 'type', 'priority', 'roleName', 'vcioAnswerType', 'responsibleParty', 'budgetMonth'];
/** Lists whose rows others point at: a foreign key forbids to delete one that was there from the start. */
const POINTED_AT = ['/clients', '/users', '/reviews', '/findings', '/initiatives', '/recommendations'];
const PASSING = '00000000-0000-4000-a000-0000000000ff';

/** Changes a row of every list, and every copy of its name elsewhere, each time it is called. */
export function life(lists: Lists, { changes }: Living, seed: number): () => void {
  const roll = dice(seed);
  const pick = <T>(from: readonly T[]) => from[Math.floor(roll() * from.length)] as T;
  let made = 0;

  function insert(list: Row[], like: Row): void {
    made += 1;
    const numbers = list.map(({ id }) => Number(id));
    const id =
      typeof like.id === 'number'
        ? Math.max(...numbers) + 1
        : `ffffffff-${String(made).padStart(4, '0')}-4000-a000-000000000001`;
    const unlinked = {
      ...('recommendationsIds' in like ? { recommendationsIds: [] } : {}),
      ...('initiative' in like ? { initiative: null } : {}),
    };
    list.splice(Math.floor(roll() * (list.length + 1)), 0, { ...structuredClone(like), id, ...unlinked });
    added.add(id);
  }
  const added = new Set<unknown>();

  function update(path: string, row: Row): void {
    const names = Object.keys(row).filter(
      (one) => typeof row[one] === 'string' && !FIXED.includes(one) && !one.endsWith('Date'),
    );
    const name = pick(names);
    row[name] = `${String(row[name])}!`;
    const fullName = `${String(row.firstName)} ${String(row.lastName)}`;
    const copies: Record<string, [holders: string[], text: string, value: unknown]> = {
      '/clients': [['client'], 'name', row.name],
      '/reviews': [['review'], 'name', row.name],
      '/users': [['assignedEngineer', 'assignedVCIO', 'createdBy'], 'fullName', fullName],
    };
    const [holders, text, value] = copies[path] ?? [[], '', ''];
    for (const one of Object.values(lists).flat())
      for (const holder of holders) {
        const held = one[holder] as Row | null | undefined;
        if (held?.id === row.id) one[holder] = { ...held, [text]: value };
      }
  }

  return () => {
    for (const [path, list] of Object.entries(lists)) {
      const row = pick(list);
      if (list.length === 0) continue;
      const change = pick(changes);
      if (change === 'insert') insert(list, row);
      else if (change === 'update') update(path, row);
      else if (change === 'delete') {
        const may = POINTED_AT.includes(path) ? list.filter(({ id }) => added.has(id)) : list;
        if (may.length > 3) list.splice(list.indexOf(pick(may)), 1);
      } else {
        const id = typeof row.id === 'number' ? 7 : PASSING;
        const there = list.findIndex((one) => one.id === id);
        if (there >= 0) list.splice(there, 1);
        else
          list.unshift({
            ...structuredClone(row),
            id,
            ...('recommendationsIds' in row ? { recommendationsIds: [] } : {}),
            ...('initiative' in row ? { initiative: null } : {}),
          });
      }
    }
  };
}
