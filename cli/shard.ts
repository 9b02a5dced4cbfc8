import { InvalidArgumentError } from 'commander';
import type { Shard } from '../verifier/shards.ts';

/** Reads `2/3`. @throws InvalidArgumentError */
export function shardOf(text: string): Shard {
  const [, first = '', second = ''] = /^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? [];
  const [index, of] = [Number(first), Number(second)];
  if (index < 1 || index > of) throw new InvalidArgumentError('Give a share such as 1/3: the first of three.');
  return { index, of };
}
