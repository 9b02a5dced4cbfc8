import { readFileSync } from 'node:fs';

/** A field of a process by its number in proc(5), from the third on; undefined on systems without /proc. */
export function processField(pid: number | 'self', number: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may contain blanks and parentheses itself.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[number - 3];
  } catch {
    return undefined;
  }
}
