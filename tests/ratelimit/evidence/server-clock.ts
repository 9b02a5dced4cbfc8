import { header } from '../../../verifier/exchange.ts';
import { httpDate } from '../../../verifier/http-date.ts';
import type { Recorder } from '../../../verifier/recorder.ts';
import { receivedAt } from './bursts.ts';

/** By how many milliseconds the server's clock is ahead of the run's, and the possible error. */
export interface ClockOffset {
  offset: number;
  unsure: number;
}

/** `Date` is cut to whole seconds. */
const SECOND = 1_000;

/** Computes the server's clock from the `Date` of its responses; zero where it sends none, or where ours may be right. */
export function clockOffsetMs(recorder: Recorder): ClockOffset {
  let least = -Infinity;
  let most = Infinity;
  for (const exchange of recorder.completed().slice(-200)) {
    const date = httpDate(header(exchange.response, 'date'));
    if (date === undefined) continue;
    least = Math.max(least, date - receivedAt(exchange));
    most = Math.min(most, date + SECOND - exchange.sentAt);
  }
  if (!Number.isFinite(least) || least > most || (least <= 0 && most >= 0)) return { offset: 0, unsure: 0 };
  return { offset: (least + most) / 2, unsure: (most - least) / 2 };
}
