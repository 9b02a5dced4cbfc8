/** The borders of CONTRIBUTING.md. Type imports count; no cycle anywhere. */
const border = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });
const folder = (...names) => `^(${names.join('|')})/`;

module.exports = {
  forbidden: [
    border('no-cycle', {}, { circular: true }, 'A cycle has no beginning to read from.'),
    border(
      'mocks-stand-alone',
      { path: folder('mocks') },
      { path: folder('verifier', 'tests', 'drill', 'reports', 'cli'), pathNot: '^drill/rules/' },
      'The mock and the suites are adversaries: they share only spec/. It tells clients of the rules that they break.',
    ),
    border(
      'verifier-knows-no-clause',
      { path: folder('verifier') },
      { path: folder('tests', 'drill', 'reports', 'cli') },
      'Checks and scenarios are handed to the engine.',
    ),
    border(
      'suites-know-no-mock',
      { path: ['^verifier/', '^tests/(contract|auth|ratelimit)/'], pathNot: '^verifier/embedded\\.ts$' },
      { path: folder('mocks') },
      'What the suites expect comes from the contract and the target alone. embedded.ts starts the mock as a target.',
    ),
    border(
      'reports-read-records',
      { path: folder('reports') },
      { path: folder('mocks', 'verifier', 'tests', 'drill', 'cli') },
      'A format is a function of the record.',
    ),
    border(
      'rules-stand-alone',
      { path: '^drill/rules/' },
      { path: folder('mocks', 'verifier', 'tests', 'reports', 'cli', 'drill'), pathNot: '^drill/rules/' },
      'A rule is a function of the requests and results that it is handed.',
    ),
    border(
      'spec-is-shared',
      { path: folder('spec') },
      { path: folder('mocks', 'verifier', 'tests', 'drill', 'reports', 'cli') },
      'Everybody imports spec/; it imports nobody.',
    ),
    border(
      'prism-in-the-engine',
      { pathNot: '^(mocks/engine/|cli/proxy|tests/(unit|e2e)/|bench/)' },
      { path: 'node_modules/(@stoplight|fp-ts)/' },
      'Prism is an implementation detail of the engine and the proxy.',
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|reports/out|bench/(out|detect/peers))' },
  },
};
