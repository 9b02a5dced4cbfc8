/** A part of a document whose form is not known yet. */
export type Json = Record<string, unknown>;

/** Whether a value is an object or a list: something that has parts. */
export const hasParts = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** Whether a value is an object, and no list. */
export const isRecord = (value: unknown): value is Json => hasParts(value) && !Array.isArray(value);
