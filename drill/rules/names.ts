/** The ids of the two runs that all others are compared with. */
export const UNDISTURBED = 'undisturbed';
export const UNDISTURBED_AGAIN = 'undisturbed-again';
