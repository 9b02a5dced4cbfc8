/** Words in a result about the run itself: how long it took, how many requests it sent. They are no part of the data. */
const EFFORT =
  /^(?:requests?|(?:request|retry|attempt|call|page)_?counts?|retries|retried|attempts?|(?:api_?)?calls|http|elapsed\w*|duration\w*|took\w*|\w*(?:_ms|Ms|Millis|_seconds|Seconds|_at|(?:started|finished|generated|fetched|synced|exported|retrieved|queried|run|now)At)|(?:rate_?)?limited|throttled|waits?|waited|waiting|warnings?|errors?|timestamp|time|runId|run_id|pid|port|url|base_?url)$/i;

/** Whether a field's name is about the run: `retries`, `elapsedMs`, `generatedAt`. */
export const isEffort = (name: string): boolean => EFFORT.test(name);

/** Whether a line is about the run, so that its numbers are no data. */
export const tellsOfEffort = (line: string): boolean =>
  /retr(?:y|ies|ied|ying)|attempt|request|\bcalls?\b|\b429\b|\b50[0-9]\b|limit|wait|sleep|back(?:ing )?off|throttl|error|fail|warn|elapsed|took|duration|\btime\b/i.test(
    line,
  );

/** Patterns of times and durations. */
const TIMES = [
  /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?/g,
  /(?<![T\d:])\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?(?!\d)/g,
];
const DURATION = /\b\d+(?:[.,]\d+)?\s?(?:ms|s|secs?|seconds?|m|mins?|minutes?|µs|us)\b/g;

/**
 * A line without what differs between any two runs: current times, and durations.
 * @param now milliseconds since 1970, of the run
 */
export function timeless(line: string, now: number): string {
  const near = (text: string) => {
    const time = Date.parse(text.replace(',', '.'));
    return Number.isNaN(time) || Math.abs(time - now) < 2 * 86_400_000 ? '{time}' : text;
  };
  return TIMES.reduce((text, pattern) => text.replace(pattern, near), line).replace(DURATION, '{duration}');
}

/** A value in a message. */
export const clip = (text: string | undefined): string => {
  const line = (text ?? '').replace(/\s+/g, ' ').trim();
  return line.length > 120 ? `${line.slice(0, 120)}...` : line;
};
