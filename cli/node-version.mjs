/**
 * What is wrong with this version of Node, if anything. Every entry point checks this before it loads anything else: an older
 * Node would end with a stack trace of some dependency. So this file is written in syntax of Node 12.
 * @returns {string | undefined} one line that says what to do
 */
export function nodeProblem(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const oldest = { 20: 19, 22: 12 }[major] || 0;
  if (major >= 20 && minor >= oldest) return undefined;
  return `Node ${version} is too old: install Node 20.19, 22.12, 24 or newer (https://nodejs.org).`;
}
