import type { Schema } from '../../../spec/contract.ts';
import { everyResponseCheck } from '../../../verifier/every-response-check.ts';
import type { Broken } from '../../../verifier/case.ts';
import { instant } from '../../../verifier/model/values.ts';
import { envelope, rowName, type Row } from '../../../verifier/model/known-lists.ts';
import { sendsUnknown } from '../../../verifier/unknown-parameters.ts';
import { bodyOf, broken, type Samples } from '../../../verifier/samples/sample.ts';
import { sampleServer } from '../../../verifier/samples/sample-dataset.ts';

/** REL-05: dates are ordered, and a deactivated client carries its date; the contract names the fields. */
export const rel05 = everyResponseCheck('REL-05', ({ request, response }, context) => {
  const operation = context.contract.operations.find(({ id }) => id === request.operation);
  const list = operation ? envelope(response) : null;
  if (!operation || !list || list.items.length === 0 || !hasRules(operation.item)) return undefined;
  if (sendsUnknown(operation, request)) return undefined;
  return list.items.flatMap((row, i) => faults(operation.item, row, i)).slice(0, 3);
});

function hasRules(item: Schema): boolean {
  return (
    item['x-date-order'] !== undefined || Object.values(item.properties ?? {}).some((field) => field['x-present-when'])
  );
}

function faults(item: Schema, row: Row, i: number): Broken[] {
  const findings: Broken[] = [];
  for (const [early, late] of item['x-date-order'] ?? []) {
    const [from, to] = [row[early], row[late]].map((text) => (typeof text === 'string' ? instant(text) : null));
    if (from === null || to === null || from === undefined || to === undefined || from <= to) continue;
    const got = `${String(row[early])} and ${String(row[late])} in ${rowName(row)}`;
    findings.push({ want: `${early} not later than ${late}`, got, pointer: `/items/${i}/${late}` });
  }
  for (const [name, { 'x-present-when': rule }] of Object.entries(item.properties ?? {})) {
    if (!rule || row[rule.member] !== rule.equals || (row[name] ?? null) !== null) continue;
    const want = `${name} where ${rule.member} is ${JSON.stringify(rule.equals)}`;
    findings.push({ want, got: `null in ${rowName(row)}`, pointer: `/items/${i}/${name}` });
  }
  return findings;
}

/** The broken server ends its meetings before they begin. */
export const samples: Samples = {
  passes: sampleServer(),
  rejects: [
    broken(sampleServer(), (response, { operation }) => {
      if (operation !== 'listMeetings') return undefined;
      const body = bodyOf(response);
      return { body: { ...body, items: body.items.map((row) => ({ ...row, endDate: '2001-01-01T00:00:00' })) } };
    }),
    // It leaves out a field that the contract requires here.
    broken(sampleServer(), (response, { operation }) => {
      if (operation !== 'listClients') return undefined;
      const body = bodyOf(response);
      const items = body.items.map((row) => ({ ...row, isActive: false, deactivatedDate: null }));
      return { body: { ...body, items } };
    }),
  ],
};
