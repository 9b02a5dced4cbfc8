import { readFileSync } from 'node:fs';

import { parseDocument } from 'yaml';

import type { Contract } from '../../spec/contract.ts';
import type { FaultHooks } from '../fault-hooks.ts';

const servers = (baseUrl: string) => [{ url: baseUrl, description: 'This mock' }];

/** The contract as a mock serves it, in both forms: with the mock, as its reader reached it, for the only server. */
export const contractFile = {
  /** The file itself, with its comments. */
  yaml({ file }: Contract, baseUrl: string): string {
    const document = parseDocument(readFileSync(file, 'utf8'));
    document.set('servers', document.createNode(servers(baseUrl)));
    return document.toString({ lineWidth: 120 });
  },
  /** What Swagger UI reads; faults may change it. */
  json({ document }: Contract, baseUrl: string, wrap: FaultHooks['document'] = (honest) => honest): string {
    return JSON.stringify(wrap({ ...document, servers: servers(baseUrl) }), null, 2);
  },
};
