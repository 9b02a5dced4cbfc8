import { Hono } from 'hono';

import type { MockState } from '../state.ts';
import { input } from './input.ts';
import { Missing } from './problem.ts';

/** Every fault and whether it is on. */
function faultsOf({ faults }: MockState) {
  const active = new Set(faults.active());
  return faults.catalogue.map(({ id, class: group, sentence, clauses }) => ({
    id,
    class: group,
    sentence,
    clauses,
    active: active.has(id),
  }));
}

/** Lists and switches faults. */
export function faultRoutes(state: MockState): Hono {
  const { faults } = state;
  const found = (id: string): string => {
    if (!faults.catalogue.some((fault) => fault.id === id)) {
      throw new Missing('There is no such fault; GET /__mock/faults lists them.');
    }
    return id;
  };
  return new Hono()
    .get('/', (c) => c.json(faultsOf(state)))
    .put('/', async (c) => {
      faults.set((await input<{ active: string[] }>(c, 'Faults')).active);
      return c.json(faultsOf(state));
    })
    .put('/:id', (c) => {
      faults.on(found(c.req.param('id')));
      return c.json(faultsOf(state));
    })
    .delete('/:id', (c) => {
      faults.off(found(c.req.param('id')));
      return c.json(faultsOf(state));
    });
}
