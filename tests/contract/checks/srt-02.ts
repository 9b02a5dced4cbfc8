import { caseCheck } from '../../harness/check.ts';
import { type Samples } from '../../harness/sample.ts';
import { understanding, withSorts } from '../../harness/sample-change.ts';
import { sampleServer } from '../../harness/sample-world.ts';
import { judgeOrder } from './sorted.ts';
import { sortCases } from './srt-01.ts';

/** SRT-02: `desc` is the reverse order of `asc`, up to ties. */
export const srt02 = caseCheck('SRT-02', (seen) => sortCases(seen, 'desc', judgeOrder, 1));

/** The rejected server sorts upwards always. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: understanding(sampleServer(), (ask) =>
    withSorts(ask, (rules) => rules.map((rule) => ({ ...rule, direction: 'asc' }))),
  ),
};
