/** A page that did not come to rest, or did not load: no evidence of anything. */
export class NotSettled extends Error {}

/** A page that came to rest without the element that was looked for. */
export class NotFound extends NotSettled {}

/** A control that was there, and was gone before it took a click. */
export class ControlGone extends NotFound {}

/** A list that the portal does not show to the signed-in user. */
export class Withheld extends NotSettled {}
