import { expect } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Output } from '../../../cli/output.ts';
import { specCommand } from '../../../cli/spec.ts';
import { startMock } from '../../../mocks/index.ts';
import { contractAjv } from '../../../spec/ajv.ts';
import { asset } from '../../../spec/asset.ts';
import { loadContract, type Contract } from '../../../spec/contract.ts';
import { demandedParameters } from '../../../verifier/demanded.ts';

/** A file that somebody could have, and what import and contract make of it. */
export interface Form {
  readonly name: string;
  readonly what: string;
  readonly notes?: readonly RegExp[];
  readonly holds?: (contract: Contract) => void;
}

export const form = (name: string) => asset(`tests/unit/spec/fixtures/forms/${name}.json`);

export const field = ({ operations }: Contract, operation: string, path: string) =>
  operations.find(({ id }) => id === operation)?.members.find((fieldPath) => fieldPath.path === path)?.schema;

/** Runs `mitp spec` in this process and gives what it says. */
export async function spec(...args: string[]): Promise<{ said: string[]; code: number }> {
  const said: string[] = [];
  let code = 0;
  const output: Output = { say: (text) => void said.push(text), print: () => undefined, exit: (exit) => (code = exit) };
  await specCommand(output).parseAsync(args, { from: 'user' });
  return { said, code };
}

/** Every list of a mock of the contract is 200 and valid by our validator. */
async function expectServed(file: string, contract: Contract): Promise<void> {
  await using mock = await startMock({ spec: file, size: 'small' });
  const ids: Record<string, string> = {};
  for (const operation of contract.operations) {
    const { id, path, envelope, parent } = operation;
    const { query, headers } = demandedParameters(operation);
    const address = mock.baseUrl + path.replace(/\{.*\}/, encodeURIComponent(ids[parent?.operation ?? ''] ?? ''));
    const response = await fetch(
      `${address}?${String(new URLSearchParams(query.map(([name, value]) => [name, value])))}`,
      {
        headers: { [contract.keyHeader]: mock.keys.active, ...Object.fromEntries(headers) },
      },
    );
    const page = (await response.json()) as { items: { id: unknown }[] };
    expect(response.status, `${id} ${JSON.stringify(page).slice(0, 300)}`).toBe(200);
    const validate = contractAjv().compile(envelope);
    expect(validate(page), `${id} ${JSON.stringify(validate.errors)}`).toBe(true);
    ids[id] = String(page.items[0]?.id);
  }
}

/** Takes a file through import, check and mock; its notes have to be among those that the import gives. */
export async function expectImported(
  vendor: string,
  { notes = [], holds }: Pick<Form, 'notes' | 'holds'>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'form-'));
  const file = join(folder, 'openapi.yaml');
  try {
    const { said } = await spec('import', vendor, '--out', file);
    const found = said.filter((line) => line.startsWith('Note: ')).map((line) => line.slice('Note: '.length));
    for (const note of notes) {
      const isThere = found.some((line) => note.test(line));
      expect(isThere, `${String(note)} in\n${found.join('\n')}`).toBe(true);
    }
    expect((await spec('check', file)).said.join()).toContain('is fit for suites and mock');
    const contract = loadContract(file);
    holds?.(contract);
    await expectServed(file, contract);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
