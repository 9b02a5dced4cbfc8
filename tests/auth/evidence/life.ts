import type { ClauseId } from '../../../spec/clauses.ts';
import { finding } from '../../../verifier/finding.ts';
import type { Check } from '../../../verifier/check.ts';
import type { CheckContext } from '../../../verifier/check-context.ts';
import { keyOf, type CompletedExchange } from '../../../verifier/exchange.ts';
import type { Observation } from '../../../verifier/observation.ts';
import { lost, textOf, type Reason } from '../../../verifier/reason.ts';
import { notRun, verdictOf, type Finding } from '../../../verifier/verdict.ts';
import { KEY, NO_PORTAL } from './names.ts';
import { unavailable } from './unavailable.ts';

/**
 * The result of one observation: it held (true), it did not (want and got), it was not tried (null), or it was tried and shows
 * neither (`unclear`, with the reason).
 */
export type Item = null | true | { unclear: Reason } | (Pick<Finding, 'want' | 'got'> & Partial<Finding>);

/**
 * Makes a check of what the portal and the API showed during the life of the keys.
 * @param whyNothing the reason where there is a portal but nothing was tried
 * @param instead what can be configured in place of a portal
 */
export function lifeCheck(
  clause: ClauseId,
  items: (context: CheckContext) => readonly Item[],
  { whyNothing, instead }: { whyNothing?: string; instead?: string } = {},
): Check {
  return {
    clause,
    judge(context) {
      const all = items(context).filter((item) => item !== null);
      const unclear = all.flatMap((item) => (item !== true && 'unclear' in item ? [item.unclear] : []));
      const told = all.filter((item) => item === true || !('unclear' in item));
      const findings = told.flatMap((item) =>
        item === true || 'unclear' in item ? [] : [finding(item.operation ?? 'portal', item, context, item.exchange)],
      );
      if (told.length > 0) return verdictOf(told.length, findings, unclear.map(textOf));
      const depth = context.depth === 'quick' ? 'tried from depth standard on' : undefined;
      return notRun(
        unclear[0] ?? whyUnseen(context, instead) ?? depth ?? whyNothing ?? 'the portal showed nothing to judge it by',
      );
    },
  };
}

/** Why there is no portal to judge, or why it was left early. */
function whyUnseen({ recorder }: CheckContext, instead?: string): Reason | undefined {
  const found = unavailable(recorder.observed(KEY));
  return found === NO_PORTAL && instead !== undefined ? `${NO_PORTAL}, or ${instead}` : found;
}

/** The observations of a fact, in all steps or in one. */
export function facts(recorder: CheckContext['recorder'], fact: string, step?: string): Observation[] {
  return recorder.observed(KEY).filter((one) => one.fact === fact && (step === undefined || one.step === step));
}

/** Why an act was not confirmed, so that later requests prove nothing. */
export function notDone({ recorder }: CheckContext, act: 'revoke' | 'delete'): Item[] {
  return facts(recorder, 'not done', act).map(({ value }) => ({ unclear: lost(String(value)) }));
}

/**
 * Whether an act has to be confirmed. A pop-up alone proves nothing: except at depth quick, Cancel has to be tried, too.
 * @param fact what is looked at after Cancel
 */
export function confirms(context: CheckContext, act: 'revoke' | 'delete', fact: string): Item[] {
  const { recorder, depth } = context;
  const confirmations = facts(recorder, 'confirmation', act);
  const tried = facts(recorder, fact, `cancel-${act}`).length > 0 || requests(context, `cancel-${act}`).length > 0;
  if (depth !== 'quick' && !tried && confirmations.length > 0 && confirmations.every(({ value }) => value === true))
    return [{ unclear: whyUnseen(context) ?? 'it asked for confirmation, but Cancel could not be tried' }];
  return each(
    confirmations,
    Boolean,
    `a pop-up that confirms before ${act === 'revoke' ? 'revoking' : 'deleting'}`,
    () => 'no pop-up',
  );
}

/** An item for each observation: whether it meets `holds`. */
export function each(
  observations: readonly Observation[],
  holds: (value: Observation['value'], step: string) => boolean,
  want: string,
  got: (value: Observation['value'], step: string) => string,
): Item[] {
  return observations.map(({ value, step }) => (holds(value, step) ? true : { want, got: got(value, step) }));
}

/** The responses to a step's requests, with any key or with one. */
export function requests({ recorder }: CheckContext, step: string, key?: string): CompletedExchange[] {
  return recorder
    .completed()
    .filter(
      ({ scenario, request }) =>
        scenario === `${KEY}-${step}` && (key === undefined || keyOf(request) === `made-${key}`),
    );
}

/** Whether every request of a step was served; a 429 or 5xx counts as not tried. */
export function served(context: CheckContext, step: string, want: string): Item[] {
  return requests(context, step).map(({ response, n }) => {
    if (response.status === 429 || response.status >= 500) return null;
    if (response.status < 400) return true;
    return { operation: 'API', want, got: String(response.status), exchange: n };
  });
}
