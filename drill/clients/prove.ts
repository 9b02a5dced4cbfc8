import { loadContract } from '../../spec/contract.ts';
import type { DrillRecord } from '../../spec/drill-record.ts';
import { drill } from '../run.ts';
import { SCENARIOS, UNDISTURBED, UNDISTURBED_AGAIN, type Scenario } from '../scenarios/index.ts';
import { CLIENT_DEFECTS, CLIENTS, type CatalogueClient, type ClientDefect } from './catalogue.ts';

/** The result of a defect, or of a client without one. */
export interface ClientProof {
  readonly client: string;
  /** Absent for a client that keeps every rule. */
  readonly defect?: ClientDefect;
  /** The defect was found on its rule, or nothing was found in a client without one. */
  readonly proven: boolean;
  /** Rules that the client broke. */
  readonly flagged: readonly string[];
  readonly seconds: number;
  /** The first finding of each flagged rule. */
  readonly told: readonly string[];
}

const flaggedIn = ({ rules }: DrillRecord) => rules.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn');

/**
 * Drills a client with a defect, in the scenarios that show it, or without one in all of them.
 * @param stop ends it early
 */
export async function proveClient(
  client: CatalogueClient,
  defect: ClientDefect | undefined,
  stop: AbortSignal,
): Promise<ClientProof> {
  const started = performance.now();
  const wanted = [UNDISTURBED, UNDISTURBED_AGAIN, ...(defect?.scenarios ?? [])];
  const scenarios = defect ? SCENARIOS.filter(({ id }: Scenario) => wanted.includes(id)) : SCENARIOS;
  const record = await drill({
    ...{ command: client.command, set: client.set, scenarios, stop, strict: true, jobs: defect ? 2 : 4, patience: 60 },
    ...{ resultFile: undefined, contract: loadContract(), onRun: () => undefined },
    env: { ...process.env, DEFECT: defect?.id ?? '' },
  });
  const rules = flaggedIn(record);
  const flagged = rules.map(({ id }) => id);
  return {
    client: client.name,
    ...(defect && { defect }),
    proven: defect ? flagged.includes(defect.rule) : flagged.length + record.errors.length === 0,
    flagged,
    seconds: (performance.now() - started) / 1000,
    told: [
      ...record.errors,
      ...rules.map(
        ({ id, findings: [first] }) =>
          `${id} ${first?.scenario ?? ''}: expected ${first?.want ?? ''}, got ${first?.got ?? ''}`,
      ),
    ],
  };
}

/**
 * Drills every client of the catalogue, without a defect and with each of them.
 * @param onProof called with each as it is done
 */
export async function proveClients(
  stop: AbortSignal,
  onProof: (proof: ClientProof, done: number, all: number) => void,
  picked: readonly string[] = [],
): Promise<ClientProof[]> {
  const named = (id: string) => picked.length === 0 || picked.includes(id);
  const tasks = [
    ...CLIENTS.filter(({ name }) => named(name)).map((client) => ({ client, defect: undefined })),
    ...CLIENT_DEFECTS.filter(({ id }) => named(id)).flatMap((defect) =>
      CLIENTS.filter(({ name }) => name === defect.client).map((client) => ({ client, defect })),
    ),
  ];
  const proofs: ClientProof[] = [];
  for (const { client, defect } of tasks) {
    if (stop.aborted) break;
    const proof = await proveClient(client, defect, stop);
    if (stop.aborted) break;
    proofs.push(proof);
    onProof(proof, proofs.length, tasks.length);
  }
  return proofs;
}
