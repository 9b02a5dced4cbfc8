import type { ClientRun } from '../rules/evidence.ts';
import type { ScenarioRun } from '../run-scenario.ts';
import { UNDISTURBED, UNDISTURBED_AGAIN, type Scenario } from '../scenarios/index.ts';
import { isCutOff, whyCutOff } from './cut-off.ts';
import { referenceOf } from './compare.ts';
import { damagedIn } from './damaged.ts';
import { sendsSideBySide } from '../rules/knew.ts';

export interface Compared {
  readonly runs: readonly ClientRun[];
  readonly incomparable: string | null;
  readonly notes: readonly string[];
}

/** With so little or so much data, the result has to differ from the undisturbed one. */
const OTHER_DATA = ['empty-account', 'one-row', 'rows-250'];

const namesOf = (some: readonly ScenarioRun[]) => some.map(({ run }) => run.scenario.id).join(', ');

/**
 * Whether the order of rows follows from which response came first: the client has several requests in flight. One sorted list has
 * its order, however it is read.
 */
function isOrderOfArrival(runs: readonly ClientRun[]): boolean {
  const all = runs.flatMap(({ requests }) => requests);
  const isOneSortedList =
    new Set(all.map(({ path }) => path)).size === 1 && all.every(({ query }) => query.includes('sortingRules='));
  return !isOneSortedList && sendsSideBySide(runs);
}

/** Compares the result of every run with the undisturbed one. */
export function compared(
  finished: readonly ScenarioRun[],
  scenarios: readonly Scenario[],
): Compared & { notes: string[] } {
  const find = (id: string) => finished.find(({ run }) => run.scenario.id === id);
  const [first, second] = [find(UNDISTURBED), find(UNDISTURBED_AGAIN)];
  const runs = (change: (one: ScenarioRun) => Partial<ClientRun>) =>
    finished.map((one) => ({ ...one.run, ...change(one) }));
  const damaged = ({ run, result }: ScenarioRun) => {
    const change = scenarios.find(({ id }) => id === run.scenario.id)?.data?.change;
    return run.exitCode === 0 ? damagedIn(result, first?.result ?? '', change) : [];
  };
  const without = (incomparable: string): Compared & { notes: string[] } => ({
    ...{ runs: runs((one) => ({ damaged: damaged(one) })), incomparable },
    notes: [`Results were not compared: ${incomparable}.`],
  });
  if (!first || !second) return without('the client was not run twice undisturbed');
  if (second.run.exitCode !== 0) return without('the second undisturbed run did not end with status 0');
  const reference = referenceOf(first.result, second.result);
  if ('incomparable' in reference) return without(reference.incomparable);
  const others = finished.filter(({ run }) => OTHER_DATA.includes(run.scenario.id) && run.exitCode === 0);
  if (others.length > 1 && others.every(({ result }) => reference.difference(result) === null)) {
    return without('it is the same whatever the data: name the file that the client writes by --result');
  }
  const inAnyOrder = isOrderOfArrival(finished.map(({ run }) => run));
  const difference = ({ result }: ScenarioRun) => reference.difference(result, inAnyOrder);
  const sameResult = finished.filter(({ run }) => run.scenario.expects === 'same-result' && run.exitCode === 0);
  const reordered = sameResult.filter((one) => difference(one) === null && reference.difference(one.result) !== null);
  const { leftOut } = reference;
  const cutOff = finished.filter(({ run, result }) => run.exitCode === 0 && isCutOff(result));
  return {
    runs: runs((one) => ({
      damaged: damaged(one),
      difference: one.run.scenario.expects === 'same-result' ? difference(one) : null,
      ...(cutOff.includes(one) && { cutOff: true as const }),
    })),
    incomparable: null,
    notes: [
      ...(leftOut.length === 0
        ? []
        : [`Left out, because it differs between two undisturbed runs: ${leftOut.join(', ')}.`]),
      ...(reordered.length === 0
        ? []
        : [
            `Compared without the order of lists, because requests were in flight side by side: ${namesOf(reordered)}.`,
          ]),
      ...(cutOff.length === 0 ? [] : [`Not compared in ${namesOf(cutOff)}: ${whyCutOff(cutOff[0]?.result ?? '')}.`]),
    ],
  };
}
