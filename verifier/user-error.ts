/** A mistake or a circumstance that the user can fix: shown as one line, without a stack trace, and ends with exit code 2. */
export class UserError extends Error {
  override name = 'UserError';
}
