import type { Drift, RunRecord } from '../run.ts';
import { count, movedSentence } from '../words.ts';
import { html, type Html } from './html.ts';
import { clauseLink, command, section, since } from './parts.ts';

/** How often each clause was tried on each operation. */
export function coverage(run: RunRecord): Html {
  const { coverage: cells } = run;
  if (!cells || cells.length === 0) return html``;
  const operations = [...new Set(cells.map(({ operation }) => rowOf(operation)))].sort(byName);
  const ids = [...new Set(cells.map(({ clause }) => clause))];
  const tried = new Map<string, number>();
  for (const { operation, clause, checked } of cells) {
    const key = `${rowOf(operation)} ${clause}`;
    tried.set(key, (tried.get(key) ?? 0) + checked);
  }
  return section(
    'coverage',
    'Coverage',
    'What was tried on each operation. Key, limit and portal clauses belong to none.',
    html`${byOperation(run, operations)} ${fields(run)}
      <details class="how">
        <summary>Each clause on each operation</summary>
        <div class="scroll" tabindex="0" role="region" aria-label="Table of coverage by clause and operation">
          <table class="coverage">
            <thead>
              <tr>
                <th scope="col">Clause</th>
                ${operations.map((operation) => html`<th scope="col" class="up"><span>${operation}</span></th>`)}
              </tr>
            </thead>
            <tbody>
              ${ids.map(
                (id) =>
                  html`<tr>
                    <th scope="row">${clauseLink(id)}</th>
                    ${operations.map((operation) => cell(tried.get(`${operation} ${id}`) ?? 0))}
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>
      </details>`,
  );
}

/** Methods that no operation has, and other spellings of its path: dozens, each tried once or twice. */
const OTHERS = 'other methods and paths';

/** The row that counts what was tried on an operation, or on something that is none: `POST /users`, `other paths`. */
const rowOf = (operation: string): string => (/^\w+$/.test(operation) ? operation : OTHERS);

const byName = (a: string, b: string) => Number(a === OTHERS) - Number(b === OTHERS) || (a < b ? -1 : 1);

/** Of each operation, what was tried and what is broken. */
function byOperation({ coverage: cells = [], clauses }: RunRecord, operations: readonly string[]): Html {
  const row = (operation: string) => {
    const own = cells.filter((cell) => rowOf(cell.operation) === operation && cell.checked > 0);
    const tried = new Set(own.map(({ clause }) => clause));
    const broken = clauses.filter(
      ({ verdict, findings }) =>
        verdict === 'fail' && findings.some((finding) => rowOf(finding.operation) === operation),
    );
    return html`<tr>
      <th scope="row">${operation}</th>
      <td class="number">${tried.size}</td>
      <td class="number">${own.reduce((sum, { checked }) => sum + checked, 0)}</td>
      <td>${broken.length === 0 ? '–' : broken.map(({ id }, i) => html`${i > 0 && ', '}${clauseLink(id)}`)}</td>
    </tr>`;
  };
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Table of operations">
    <table class="operations">
      <thead>
        <tr>
          <th scope="col">Operation</th>
          <th scope="col" class="number">Clauses tried</th>
          <th scope="col" class="number">Times</th>
          <th scope="col">Broken</th>
        </tr>
      </thead>
      <tbody>
        ${operations.map(row)}
      </tbody>
    </table>
  </div>`;
}

/** How much of the documented contract was tried, kind by kind, and what was not. */
function fields(run: RunRecord): Html {
  const { fieldCoverage: kinds = [] } = run;
  if (kinds.length === 0) return html``;
  const moved = movedSentence(run);
  return html`<ul class="kinds">
      ${kinds.map(
        ({ kind, tried, documented, missing }) =>
          html`<li>
            <b>${kind}</b>: ${tried} of
            ${documented}${missing.length > 0 ? html`; not tried: ${missing.join(', ')}` : undefined}
          </li>`,
      )}
    </ul>
    ${moved === undefined ? undefined : html`<p>${moved}.</p>`}`;
}

function cell(n: number): Html {
  return n > 0 ? html`<td class="n${n > 9 ? 3 : n > 3 ? 2 : 1}">${n}</td>` : html`<td class="n0">·</td>`;
}

/** Behaviour of the target that the contract does not describe, each with the change to the contract that would. */
export function drift(run: RunRecord): Html {
  const { drift: found } = run;
  return section(
    'drift',
    'Drift from the contract',
    'What the server returns and the contract does not know yet. Where it is right, put the patch into the contract.',
    !found || found.length === 0 ? undefined : html`${found.map((one, i) => item(one, run.changes?.drift?.[i]))}`,
  );
}

/** Since when a deviation is seen. */
type Seen = NonNullable<NonNullable<RunRecord['changes']>['drift']>[number];

function item({ kind, operation, pointer, example, count: times, patch }: Drift, seen?: Seen): Html {
  const place = html`in ${operation} at <code>${pointer}</code>`;
  const what =
    kind === 'never seen'
      ? html`<b>never seen with a value</b> ${place}, in ${count(times, 'row')}: that part of the contract was not tried`
      : html`<b>${kind}</b> ${place}, ${count(times, 'time')}, such as <code>${shown(example)}</code>`;
  return html`<div class="drift">
    <p>
      ${what}
      ${seen && html`<span class="since ${seen.isNew ? 'new' : ''}">${seen.isNew ? 'new in this run' : since(seen)}</span>`}
    </p>
    ${patch === undefined ? undefined : command(typeof patch === 'string' ? patch : JSON.stringify(patch, null, 2))}
  </div>`;
}

function shown(example: unknown): string {
  return (JSON.stringify(example) ?? 'nothing').slice(0, 200);
}
