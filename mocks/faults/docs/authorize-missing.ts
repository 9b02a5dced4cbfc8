import type { Fault } from '../hooks.ts';

export const authorizeMissing: Fault = {
  id: 'authorize-missing',
  class: 'docs',
  sentence: 'Has no Authorize button.',
  clauses: ['DOC-02'],
  hooks: () => ({
    document: (original) => {
      const { securitySchemes: _schemes, ...components } = original.components ?? {};
      return { ...original, components, security: [] };
    },
  }),
};
