import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { asset } from '../spec/asset.ts';
import { UserError } from '../verifier/user-error.ts';
import { stopSignal } from './interruption.ts';
import { proveClients, type ClientProof } from '../drill/clients/prove.ts';

const nameOf = ({ client, defect }: ClientProof) =>
  defect ? `${client}: ${defect.id}` : `${client}, without a defect`;

function told(proof: ClientProof): string {
  const time = `(${proof.seconds.toFixed(1)} s)`;
  const { defect, flagged, proven } = proof;
  if (!defect)
    return proven
      ? `no false alarm: ${nameOf(proof)} ${time}`
      : `FALSE ALARM: ${nameOf(proof)}: ${proof.told.join('; ')}`;
  const where = flagged.length > 0 ? `, flagged on ${flagged.join(' ')}` : '';
  return proven
    ? `found ${nameOf(proof)} on ${defect.rule} ${time}`
    : `NOT FOUND: ${nameOf(proof)} on ${defect.rule}${where} ${time}`;
}

function markdown(proofs: readonly ClientProof[]): string {
  const rows = proofs.map(({ client, defect, flagged, proven }) => {
    const rules = flagged.map((id) => (id === defect?.rule ? `**${id}**` : id)).join(' ');
    const cells = [
      client,
      defect ? `\`${defect.id}\`` : '',
      defect?.sentence ?? 'keeps every rule',
      defect?.rule ?? '',
      rules,
    ];
    return `| ${[...cells, proven ? 'yes' : '**no**'].join(' | ')} |`;
  });
  const head = '| client | defect | what the client does | breaks | flagged (its own in bold) | as it should be |';
  return ['# Proof of the client rules', '', head, '| --- | --- | --- | --- | --- | --- |', ...rows, ''].join('\n');
}

/** The counts of a proof, as docs/measurements.md shows them. */
function figures(proofs: readonly ClientProof[], startedAt: string, seconds: number): object {
  const defects = proofs.filter(({ defect }) => defect);
  const conforming = proofs.filter(({ defect }) => !defect);
  return {
    ...{ measuredAt: startedAt.slice(0, 10), node: process.version, seconds: Math.round(seconds) },
    ...{ defects: defects.length, found: defects.filter(({ proven }) => proven).length },
    ...{ clients: conforming.length, falseAlarms: conforming.filter(({ proven }) => !proven).length },
  };
}

/**
 * `mitp prove --clients`: drills the clients of the catalogue and shows which of their defects are found.
 * @param picked names of clients or defects; all where there is none
 */
export async function proveClientRules(reportDir: string, asJson: boolean, picked: readonly string[]): Promise<number> {
  if (!existsSync(asset('drill/clients/fetch-client.ts')))
    throw new UserError('the clients of the catalogue are in the checkout of this project, not in the package.');
  const startedAt = new Date().toISOString();
  const started = performance.now();
  const stop = new AbortController();
  void stopSignal().then(() => stop.abort());
  const proofs = await proveClients(
    stop.signal,
    (proof, done, all) => process.stderr.write(`[${done}/${all}] ${told(proof)}\n`),
    picked,
  );
  const numbers = figures(proofs, startedAt, (performance.now() - started) / 1000);
  mkdirSync(reportDir, { recursive: true });
  writeFileSync(join(reportDir, 'prove-clients.json'), `${JSON.stringify({ figures: numbers, proofs }, null, 2)}\n`);
  writeFileSync(join(reportDir, 'prove-clients.md'), markdown(proofs));
  if (asJson) process.stdout.write(`${JSON.stringify({ figures: numbers, proofs }, null, 2)}\n`);
  const { defects, found, clients, falseAlarms } = numbers as Record<string, number>;
  process.stderr.write(
    `${String(found)} of ${String(defects)} client defects found on their rule, ${String(falseAlarms)} false alarms in ${String(clients)} clients\n`,
  );
  if (stop.signal.aborted) return 130;
  return proofs.every(({ proven }) => proven) ? 0 : 1;
}
