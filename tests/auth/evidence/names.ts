/** The observations of the keys' life are recorded under this name, its requests under `key-STEP`. */
export const KEY = 'key';
/** Name of the scenario at the Swagger UI page. */
export const DOC = 'doc';
/** Why there is no evidence of the keys' life where no portal is configured. */
export const NO_PORTAL = 'no portal: set MITP_PORTAL_URL';

/** Stands for the status where the page wants a parameter for which no value is known; its name follows. */
export const WANTS = 'a form that wants ';

/** Stands for the status where the connection broke each time. */
export const UNUSABLE = 'a broken connection';
