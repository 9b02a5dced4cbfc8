/** Name of the scenario of the keys' life in the recorder; its requests are recorded under `key-STEP`. */
export const KEY = 'key';
/** Name of the scenario at the Swagger UI page. */
export const DOC = 'doc';
/** Why nothing of the keys' life was seen, where no portal is configured. */
export const NO_PORTAL = 'no portal: set MITP_PORTAL_URL';

/** What stands for the status where the connection broke each time. */
export const UNUSABLE = 'a broken connection';
