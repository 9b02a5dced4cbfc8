import type { FaultHooks } from '../../fault-hooks.ts';

type Operation = Readonly<Record<string, unknown>>;

/** Changes one operation of the contract that Swagger UI reads; the others stay. */
export const changeOperation = (path: string, change: (operation: Operation) => Operation): FaultHooks => ({
  document: (honest) => {
    const item = honest.paths[path] ?? {};
    return { ...honest, paths: { ...honest.paths, [path]: { ...item, get: change(item['get'] as Operation) } } };
  },
});

/** Changes how the contract that Swagger UI reads says that requests are authorised. */
export const changeSecurity = (
  change: (scheme: { type: string; in?: string; name?: string }) => object,
): FaultHooks => ({
  document: (honest) => {
    const schemes = Object.entries(honest.components?.securitySchemes ?? {});
    const securitySchemes = Object.fromEntries(
      schemes.map(([name, scheme]) => [name, { ...scheme, ...change(scheme) }]),
    );
    return { ...honest, components: { ...honest.components, securitySchemes } };
  },
});
