/** Characters that something between client and database may interpret or rewrite (FIL-08), by kind. */
export const ODD: readonly RegExp[] = [
  // A text that was escaped for some other place, or read in another encoding.
  /&(?:amp|lt|gt|quot|apos|#x?[\da-f]+);|%[\dA-F]{2}|\\u[\da-f]{4}|[ÃÂ][\u0080-\u00bf]/i,
  /\\/,
  /['"]/,
  /[%_[\]*]/,
  /[&+#;?]/,
  /\S {2,}\S/,
  /\p{M}/u,
  /\p{Extended_Pictographic}/u,
];

const isOdd = (text: string): boolean => ODD.some((kind) => kind.test(text));

/**
 * Characters that hardly any text shows, such as NUL, and nothing but characters beyond 16 bits, which some collations of SQL Server
 * and MySQL do not tell apart, or from no character: what a server makes of them is assumed alone.
 */
const UNSHOWN = /(?![\t\n\r])[\p{Cc}\p{Cs}]|^[\u{10000}-\u{10ffff}]+$/u;

/** Whether conditions show something of FIL-08 alone: several odd ones, or characters that hardly any text shows. */
export const isHostile = (conditions: readonly string[]): boolean =>
  conditions.length > 0 && conditions.every((text) => UNSHOWN.test(text) || (conditions.length > 1 && isOdd(text)));
