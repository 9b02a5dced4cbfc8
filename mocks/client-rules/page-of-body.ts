import type { PageFacts } from '../types.ts';

/** The envelope's numbers stand before its rows. */
const EARLY = 512;

/** The whole number behind a name, in the first bytes of a page: reading all of its rows for three numbers is too dear. */
function numberAfter(name: string, text: string): number | undefined {
  const digits = new RegExp(`"${name}":\\s*(\\d+)`).exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** What a served page says of itself, or null where the body is no page of a list. */
export function pageOfBody(body: Buffer | null): PageFacts | null {
  const text = body?.toString('latin1', 0, EARLY) ?? '';
  const [page, pageSize, totalCount] = ['page', 'pageSize', 'totalCount'].map((name) => numberAfter(name, text));
  if (page === undefined || pageSize === undefined || totalCount === undefined) return null;
  return { page, pageSize, totalCount, rows: Math.max(0, Math.min(pageSize, totalCount - (page - 1) * pageSize)) };
}
