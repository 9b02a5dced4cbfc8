import type { FaultHooks } from '../hooks.ts';

type Operation = Readonly<Record<string, unknown>>;

/** Changes one operation of the contract that Swagger UI reads; the others stay. */
export const changeOperation = (path: string, change: (operation: Operation) => Operation): FaultHooks => ({
  document: (original) => {
    const item = original.paths[path] ?? {};
    return { ...original, paths: { ...original.paths, [path]: { ...item, get: change(item['get'] as Operation) } } };
  },
});

/** Changes how the contract that Swagger UI reads says that requests are authorised. */
export const changeSecurity = (
  change: (scheme: { type: string; in?: string; name?: string }) => object,
): FaultHooks => ({
  document: (original) => {
    const schemes = Object.entries(original.components?.securitySchemes ?? {});
    const securitySchemes = Object.fromEntries(
      schemes.map(([name, scheme]) => [name, { ...scheme, ...change(scheme) }]),
    );
    return { ...original, components: { ...original.components, securitySchemes } };
  },
});
