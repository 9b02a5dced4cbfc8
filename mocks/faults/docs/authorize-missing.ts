import type { Fault } from '../../fault-hooks.ts';

export const authorizeMissing: Fault = {
  id: 'authorize-missing',
  class: 'docs',
  sentence: 'Has no Authorize button.',
  clauses: ['DOC-02'],
  hooks: () => ({
    document: (honest) => {
      const { securitySchemes: _schemes, ...components } = honest.components ?? {};
      return { ...honest, components, security: [] };
    },
  }),
};
