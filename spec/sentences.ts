import { clientRules } from './client-rules.ts';
import { clauses } from './clauses.ts';

/** The sentence of a clause or of a client rule; empty where no catalogue has the id any more. */
export function sentenceOf(id: string): string {
  const catalogue = id.startsWith('USE-') ? clientRules() : clauses();
  return catalogue.find((one) => one.id === id)?.sentence ?? '';
}
