/**
 * Something that a scenario saw outside a response of the API: on a page, in a browser's storage. Like an exchange it is evidence
 * and holds no key value; checks judge it afterwards.
 */
export interface Observation {
  scenario: string;
  /** When in the scenario: `revoked`, `after reload`. */
  step: string;
  /** What was looked at: `mask`, `confirmation`. */
  fact: string;
  value: string | number | boolean | null | readonly string[];
}
