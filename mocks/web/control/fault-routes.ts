import { Hono } from 'hono';

import type { MockState } from '../../state.ts';
import { input } from './input.ts';
import { Missing } from './problem.ts';

/** Every fault and whether it is on. */
async function faultsOf({ faults }: MockState) {
  const active = new Set(faults.active());
  return (await faults.load()).map(({ id, class: group, sentence, clauses }) => ({
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
  const found = async (id: string): Promise<string> => {
    if (!(await faults.load()).some((fault) => fault.id === id)) {
      throw new Missing('There is no such fault; GET /__mock/faults lists them.');
    }
    return id;
  };
  return new Hono()
    .get('/', async (c) => c.json(await faultsOf(state)))
    .put('/', async (c) => {
      const { active } = await input<{ active: string[] }>(c, 'Faults');
      await faults.load();
      faults.set(active);
      return c.json(await faultsOf(state));
    })
    .put('/:id', async (c) => {
      faults.on(await found(c.req.param('id')));
      return c.json(await faultsOf(state));
    })
    .delete('/:id', async (c) => {
      faults.off(await found(c.req.param('id')));
      return c.json(await faultsOf(state));
    });
}
