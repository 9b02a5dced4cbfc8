import { parseSource, readSource, type SourceDocument } from '../openapi/document.ts';
import { ContractError } from '../problem.ts';
import { from31 } from './from-31.ts';

const TIMEOUT_MS = 30_000;

/** The document at an address. No key is sent: vendors publish it openly. */
async function fetchText(url: string): Promise<string> {
  const rejectWith = (message: string) => new ContractError(url, [{ message }]);
  let response: Response;
  try {
    response = await fetch(url, { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (error) {
    const { cause, message } = error as Error & { cause?: { code?: string; message?: string } };
    throw rejectWith(
      `It cannot be fetched (${cause?.code ?? cause?.message ?? message}). Save it to a file and give that.`,
    );
  }
  if (!response.ok) throw rejectWith(`The server answers ${response.status}. Give the address of the document itself.`);
  const text = await response.text();
  if (text.trimStart().startsWith('<')) {
    throw rejectWith('This is a web page. Give the address that its link to the document (swagger.json) leads to.');
  }
  return text;
}

export const isUrl = (place: string) => /^https?:\/\//i.test(place);

/**
 * Reads an OpenAPI document, 3.0 or 3.1, from a file or an address; the latter comes in the words of 3.0.
 *
 * @throws ContractError when it cannot be read, fetched or parsed
 */
export async function readFrom(place: string): Promise<SourceDocument> {
  return isUrl(place) ? parseSource(await fetchText(place), place, from31) : readSource(place, from31);
}
