import { changesSentence, findingLine, headline } from './words.ts';
import type { RunRecord } from './run.ts';

/** Chat services whose webhooks are known. */
export const SERVICES = ['slack', 'teams'] as const;
export type Service = (typeof SERVICES)[number];

/** Broken clauses that a message names. */
const MOST_NAMED = 5;

/** Whether a run is worth a message: something changed, or it is the first and not green. */
export function newsworthy(run: RunRecord): boolean {
  if (run.changes?.previous === undefined) return headline(run).word !== 'conforms';
  return run.changes.news;
}

/**
 * The message to a webhook about a run, as JSON in the form that the service takes.
 * @param link address of the report, if it is published
 */
export function message(run: RunRecord, service: Service, link?: string): string {
  const { word, sentence } = headline(run);
  const title = `myITprocess contract: ${word}`;
  const target = run.target.embedded ? 'the embedded mock' : run.target.baseUrl;
  const summary = [`${sentence}.`, changesSentence(run) ?? [], `Target: ${target}.`].flat().join(' ');
  const failed = run.clauses.filter(({ verdict }) => verdict === 'fail');
  const lines = failed.slice(0, MOST_NAMED).map(({ id, findings }) => {
    const found = findings[0];
    return `${id} ${found ? findingLine({ ...found, reproduce: '' }) : ''}`.trim();
  });
  if (failed.length > MOST_NAMED) lines.push(`... and ${failed.length - MOST_NAMED} more.`);
  return JSON.stringify(service === 'slack' ? slack(title, summary, lines, link) : teams(title, summary, lines, link));
}

/** @see https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
function slack(title: string, summary: string, lines: readonly string[], link: string | undefined): object {
  const plain = (text: string) => ({ type: 'section', text: { type: 'plain_text', text: text.slice(0, 3_000) } });
  return {
    text: `${title}. ${summary}`.replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: title } },
      plain(summary),
      ...(lines.length > 0 ? [plain(lines.join('\n'))] : []),
      ...(link ? [{ type: 'section', text: { type: 'mrkdwn', text: `<${link}|Open the report>` } }] : []),
    ],
  };
}

/** An adaptive card, as workflow webhooks of Teams take it. */
function teams(title: string, summary: string, lines: readonly string[], link: string | undefined): object {
  // RichTextBlock shows text as it is; a TextBlock would read markdown out of what a server sent.
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
