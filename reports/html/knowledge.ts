import type { HistoryEntry } from '../changes/history.ts';
import type { RunRecord } from '../run.ts';
import { count } from '../words.ts';
import { html, type Html } from './html.ts';
import { section } from './parts.ts';

type Item = NonNullable<RunRecord['knowledge']>['items'][number];

const KINDS: Readonly<Record<Item['kind'], string>> = {
  clause: 'Clauses',
  field: 'Fields',
  keyword: 'Keywords of fields',
  'filter field': 'Filter and sort fields',
  service: 'Operations, parameters, statuses and headers',
};

const LEVELS = ['documented', 'observed', 'assumed'] as const;

/** How certain the contract is: the share that is more than assumed, its trend, and every clause and statement. */
export function knowledge({ knowledge: known, target, finishedAt }: RunRecord, history: readonly HistoryEntry[]): Html {
  const lead = 'How sure the contract is that this run judged by. Only what is documented or observed can fail.';
  if (!known) return section('knowledge', 'What we know', lead, undefined);
  const { items, share } = known;
  const name = target.embedded ? 'embedded mock' : target.baseUrl;
  // The contract may have changed: the trend follows the target, whatever contract it was judged by.
  const before = history.filter((entry) => entry.target === name && entry.finishedAt < finishedAt);
  const first = before.find(({ knownShare }) => knownShare !== undefined);
  return section(
    'knowledge',
    'What we know',
    lead,
    html`<p>
        <b>${percent(share)}</b> of ${count(items.length, 'statement')} are more than assumed${trend(share, first)}.
      </p>
      <div class="scroll" tabindex="0" role="region" aria-label="Table of how sure the contract is">
        <table>
          <thead>
            <tr>
              <th scope="col">What</th>
              ${LEVELS.map((level) => html`<th scope="col" class="number">${level}</th>`)}
              <th scope="col" class="number">proved by runs</th>
            </tr>
          </thead>
          <tbody>
            ${kinds(items).map((kind) => row(kind, items))}
          </tbody>
        </table>
      </div>
      <details class="how">
        <summary>Every clause and statement</summary>
        <div class="scroll" tabindex="0" role="region" aria-label="Table of every clause and statement">
          <table>
            <thead>
              <tr>
                <th scope="col">Statement</th>
                <th scope="col">How sure</th>
              </tr>
            </thead>
            <tbody>
              ${items.map(
                (item) =>
                  html`<tr>
                    <th scope="row">${item.name}</th>
                    <td>${sentence(item)}</td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>
      </details>`,
  );
}

const kinds = (items: readonly Item[]) => [...new Set(items.map(({ kind }) => kind))];

function row(kind: Item['kind'], items: readonly Item[]): Html {
  const of = items.filter((item) => item.kind === kind);
  const proved = of.filter(({ since }) => since !== undefined).length;
  return html`<tr>
    <th scope="row">${KINDS[kind]}</th>
    ${LEVELS.map((level) => html`<td class="number">${of.filter((item) => item.level === level).length}</td>`)}
    <td class="number">${proved === 0 ? '–' : proved}</td>
  </tr>`;
}

/** `observed on 3 nights since 2026-11-26`. */
function sentence({ level, since, until, nights }: Item): string {
  if (since === undefined) return level;
  const last = until === undefined || until === since ? '' : `, last on ${until}`;
  return `${level} on ${count(nights ?? 1, 'night')} since ${since}${last}`;
}

function trend(share: number, first: HistoryEntry | undefined): string {
  if (first?.knownShare === undefined) return '';
  const since = first.finishedAt.slice(0, 10);
  return first.knownShare === share ? `, the same since ${since}` : `; it was ${percent(first.knownShare)} on ${since}`;
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
