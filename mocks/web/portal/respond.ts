import type { ContentfulStatusCode } from 'hono/utils/http-status';

import type { PortalContext } from './env.ts';
import { views, type ViewModels, type ViewName } from './views/index.ts';

/** Renders a view and responds with it. */
export async function show<Name extends ViewName>(
  c: PortalContext,
  name: Name,
  model: Omit<ViewModels[Name], 'frame'>,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const { csrf } = c.var.session;
  const whole = { ...model, frame: { person: c.var.person, csrf } } as ViewModels[Name];
  return c.html(await views[name](whole), status);
}
