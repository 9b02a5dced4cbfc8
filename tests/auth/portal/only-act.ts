/** What stands around words: everything that is no letter. Without the flag `u`, under which a configured name may be no pattern. */
const SIGN =
  '[\\0-@\\[-`{-\\u00a9\\u00ab-\\u00b4\\u00b6-\\u00b9\\u00bb-\\u00bf\\u00d7\\u00f7\\u2000-\\u2bff\\ud800-\\udfff\\ue000-\\uf8ff]';
const ABOUT_A_KEY =
  '(?:the|this|that|these|selected|api|access|secret|client|keys?|token|credentials?|record|row|item|now|permanently)(?![a-z])';

/**
 * Texts in which nothing but an act and words about one key stand. *Revoke all* and *Delete account* are none: pressed, they would
 * reach further than one key.
 * @param act what the control is found by
 */
export const onlyAct = ({ source }: RegExp): RegExp => new RegExp(`^(?:${SIGN}|${ABOUT_A_KEY}|(?:${source}))*$`, 'i');
