import type { ObservedField, RunRecord } from '../run.ts';
import { html, type Html } from './html.ts';
import { count } from '../words.ts';
import { section } from './parts.ts';

/** How often each field was present and null, and how its values were written; closed at first. */
export function fields({ members: seen }: RunRecord): Html {
  return section(
    'members',
    'Fields seen',
    'What the rows of this run have shown of each field: a change here is a change of the API that no clause forbids.',
    !seen || seen.length === 0
      ? undefined
      : html`<details class="how">
          <summary>${count(seen.length, 'field')}</summary>
          <div class="scroll" tabindex="0" role="region" aria-label="Table of fields">
            <table>
              <thead>
                <tr>
                  <th scope="col">Operation</th>
                  <th scope="col">Field</th>
                  <th scope="col" class="number">Rows</th>
                  <th scope="col" class="number">Absent</th>
                  <th scope="col" class="number">Null</th>
                  <th scope="col">Written as</th>
                </tr>
              </thead>
              <tbody>
                ${seen.map(row)}
              </tbody>
            </table>
          </div>
        </details>`,
  );
}

function row({ operation, pointer, rows, present, nulls, formats }: ObservedField): Html {
  return html`<tr>
    <th scope="row">${operation}</th>
    <td><code>${pointer.replace(/^\/items\/\*\//, '')}</code></td>
    <td class="number">${rows}</td>
    <td class="number">${share(rows - present, rows)}</td>
    <td class="number">${share(nulls, present)}</td>
    <td>${formats.map(({ format, count }) => `${format} (${count})`).join(', ')}</td>
  </tr>`;
}

/** A share in percent; `0 %` only where there was none. */
function share(part: number, whole: number): string {
  if (part === 0 || whole === 0) return '–';
  return `${Math.max(1, Math.round((part / whole) * 100))} %`;
}
