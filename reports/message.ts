import { toldCauses } from './causes/told.ts';
import { inWords, knownLines, moveText, sinceText } from './causes/words.ts';
import { printable } from './printable.ts';
import { changesSentence, count, day, headline } from './words.ts';
import type { RunRecord } from './run.ts';

/** Chat services whose webhooks are known. */
export const SERVICES = ['slack', 'teams'] as const;
export type Service = (typeof SERVICES)[number];

/** Most causes that a message names, and clauses of each. */
const MOST_CAUSES = 5;
const MOST_CLAUSES = 2;

/** Whether a run is worth a message: something changed, or it is the first and not green. */
export function newsworthy(run: RunRecord): boolean {
  if (run.changes?.previous === undefined) return headline(run).word !== 'conforms';
  return run.changes.news;
}

/**
 * The message to a webhook about a run, as JSON in the format of the service.
 * @param link address of the report, if it is published
 */
export function message(run: RunRecord, service: Service, link?: string): string {
  const shown = printable(run);
  const { word, sentence } = headline(shown);
  const title = `myITprocess contract: ${word}`;
  const target = shown.target.embedded ? 'the embedded mock' : shown.target.baseUrl;
  const summary = [`${sentence}.`, changesSentence(shown) ?? [], `Target: ${target}.`].flat().join(' ');
  const lines = [...brokenLines(shown), ...knownText(shown)];
  return JSON.stringify(service === 'slack' ? slack(title, summary, lines, link) : teams(title, summary, lines, link));
}

/** What broke, by its likely cause, new causes first; each with its clauses in words. */
function brokenLines(run: RunRecord): string[] {
  const causes = toldCauses(run).filter(({ fails }) => fails);
  const more = causes.length - MOST_CAUSES;
  return [
    ...causes.slice(0, MOST_CAUSES).map((cause) => {
      const clauses = cause.clauses.slice(0, MOST_CLAUSES).map(inWords);
      const rest = cause.clauses.length - MOST_CLAUSES;
      const words = `${clauses.join(' ')}${rest > 0 ? ` And ${count(rest, 'more clause')}.` : ''}`;
      return `${cause.headline} (${sinceText(cause)}). ${moveText(cause)} ${words}`;
    }),
    ...(more > 0 ? [`... and ${count(more, 'more cause')}.`] : []),
  ];
}

/** Known findings, in one line. */
function knownText(run: RunRecord): string[] {
  const lines = knownLines(run).map(({ id, until }) => `${id} until ${day(until)}`);
  return lines.length === 0 ? [] : [`Known: ${lines.join(', ')}.`];
}

/** @see https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
function slack(title: string, summary: string, lines: readonly string[], link: string | undefined): object {
  const plain = (text: string) => ({ type: 'section', text: { type: 'plain_text', text: text.slice(0, 3_000) } });
  return {
    text: `${title}. ${summary}`.replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: title } },
      plain(summary),
      ...(lines.length > 0 ? [plain(lines.map((line) => `• ${line}`).join('\n'))] : []),
      ...(link ? [{ type: 'section', text: { type: 'mrkdwn', text: `<${link}|Open the report>` } }] : []),
    ],
  };
}

/** An adaptive card, as workflow webhooks of Teams accept it. */
function teams(title: string, summary: string, lines: readonly string[], link: string | undefined): object {
  // RichTextBlock shows text literally; a TextBlock would interpret a server's text as markdown.
  const block = (text: string, weight = 'Default') => ({
    type: 'RichTextBlock',
    inlines: [{ type: 'TextRun', text, weight }],
  });
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [block(title, 'Bolder'), block(summary), ...lines.map((line) => block(line))],
    ...(link ? { actions: [{ type: 'Action.OpenUrl', title: 'Open the report', url: link }] } : {}),
  };
  return { type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }] };
}
