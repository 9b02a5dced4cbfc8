import type { Operation } from '../../../spec/contract.ts';
import type { RequestSpec, Exchange } from '../../../verifier/exchange.ts';
import { listRequest, plainLists, type ListQuery } from '../../../verifier/requests.ts';
import type { Run } from '../../../verifier/run.ts';
import { controlOf, type OTHERWISE } from '../evidence/at-once.ts';
import { KEY } from '../evidence/names.ts';
import { tryUntilRejected } from './until-rejected.ts';
import { typedFilter } from '../../../verifier/typed-filter.ts';

/** Requests to the API with keys that the scenario generates and ends. */
export class KeyRequests {
  readonly #run: Run;
  #sent = 0;

  constructor(run: Run) {
    this.#run = run;
  }

  /** Lists that can be requested without an id. */
  get lists(): Operation[] {
    return plainLists(this.#run.context.contract);
  }

  /** Sends one request with a generated key, for the first list unless one is named; waits for the quota first. */
  async send(step: string, label: string, list?: Operation): Promise<Exchange> {
    this.#run.heed();
    return this.#run.client.fresh(this.#request(step, `made-${label}`, list), { scenario: `${KEY}-${step}` });
  }

  /** Sends a few requests at once, so that several connections know the key before it ends. */
  async warm(label: string): Promise<void> {
    await Promise.all([this.send('warm', label), this.send('warm', label)]);
  }

  /** Tries a key that should be rejected, on warm and new connections, from now on. */
  async rejected(step: string, label: string): Promise<void> {
    this.#run.heed();
    const { client, clock, config } = this.#run;
    const once = (scenario: string, key: string, newConnection: boolean) =>
      client.once(this.#request(scenario, key), { scenario: `${KEY}-${scenario}`, unpaced: true, newConnection });
    await tryUntilRejected({
      movable: config.controlUrl !== undefined,
      now: () => clock.now(),
      sleep: (ms) => clock.sleep(ms),
      send: async (newConnection) => (await once(step, `made-${label}`, newConnection)).response?.status,
      control: () => once(controlOf(step), 'active', true),
    });
    if (this.#run.context.depth !== 'quick') await this.#rejectedOtherwise(step, `made-${label}`);
  }

  /** Tries other kinds of requests with a rejected key, too: a cache may know one kind and not another. */
  async #rejectedOtherwise(step: string, key: string): Promise<void> {
    const { client, clock, config } = this.#run;
    const [list, ...others] = this.lists;
    if (list === undefined) return;
    const ways: Readonly<Record<(typeof OTHERWISE)[number], readonly [Operation, ListQuery, string?]>> = {
      HEAD: [list, {}, 'HEAD'],
      'page 2': [list, { page: 2, pageSize: 1 }],
      filtered: [list, { filter: typedFilter(list) }],
      'another list': [others[0] ?? list, {}],
      'a third list': [others[1] ?? list, {}],
    };
    for (const [way, [operation, query, method]] of Object.entries(ways)) {
      for (const seconds of [0, 1, 2, 3]) {
        if (seconds > 0) await clock.sleep(seconds * 1000);
        this.#sent += 1;
        const fresh = `${KEY} ${step} ${way} ${this.#sent}`;
        const request = listRequest(operation, query, { key, fresh, ...(method ? { method } : {}) });
        const { response } = await client.once(request, { scenario: `${KEY}-${step}-${way}`, unpaced: true });
        if (config.controlUrl !== undefined || response === undefined || response.status >= 400) break;
      }
    }
  }

  #request(step: string, key: string, operation = this.lists[0]): RequestSpec {
    if (operation === undefined) throw new Error('the contract has no list that can be requested without an id');
    this.#sent += 1;
    return listRequest(operation, { pageSize: 1 }, { key, fresh: `${KEY} ${step} ${this.#sent}` });
  }
}
