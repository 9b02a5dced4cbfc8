/** Characters that something between client and database may interpret or rewrite (FIL-08), by kind. */
export const ODD: readonly RegExp[] = [
  /\\/,
  /['"]/,
  /[%_[\]*]/,
  /[&+#;?]/,
  /\S {2,}\S/,
  /\p{M}/u,
  /\p{Extended_Pictographic}/u,
];

/** Whether a text has such a character. */
export const isOdd = (text: string): boolean => ODD.some((kind) => kind.test(text));
