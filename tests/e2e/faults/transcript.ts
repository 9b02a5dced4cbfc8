import type { Mock } from '../../../mocks/index.ts';
import type { Reply } from '../../../mocks/types.ts';
import { run } from '../../../mocks/pipeline/index.ts';
import type { Step } from './steps.ts';

/** What a mock did, step by step, with nothing in it that differs from one time to the next. */
export type Transcript = AsyncGenerator<string, void, undefined>;

/** Sends a step through the mock's pipeline in this process. */
export async function send(
  mock: Mock,
  { path, query = {}, key, method = 'GET', headers = {}, rawHeaders = [] }: Step,
): Promise<Reply> {
  const pairs = Object.entries(query).flatMap(([name, values]) =>
    [values].flat().map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
  );
  const all = key === undefined ? headers : { ...headers, 'mitp-api-key': key };
  const request = { method, path, query: pairs.join('&'), headers: all, rawHeaders, remoteAddress: '127.0.0.1' };
  return run({ request, state: mock.state });
}

/** A reply as a line; key values of the mock by their names. */
export function line(mock: Mock, { status, headers, body, breaksAfter }: Reply): string {
  const text = `${status} ${JSON.stringify(headers)} ${String(breaksAfter ?? '')} ${body?.toString('utf8') ?? ''}`;
  return Object.entries<string>({ ...mock.keys }).reduce(
    (said, [name, value]) => said.replaceAll(value, `<${name}>`),
    text,
  );
}

/** Sends each step with a full quota. */
export async function* transcribe(mock: Mock, steps: readonly Step[]): Transcript {
  for (const step of steps) {
    mock.state.limiter.refill();
    yield line(mock, await send(mock, step));
  }
}

/** Whether a mock does anything else than the conforming one; looks no further than the first difference. */
export async function differs(transcript: Transcript, conforming: readonly string[]): Promise<boolean> {
  let at = 0;
  for await (const said of transcript) {
    if (said !== conforming[at]) return true;
    at += 1;
  }
  return at !== conforming.length;
}
