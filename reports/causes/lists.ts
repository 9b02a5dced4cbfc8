import type { Rule } from './rule.ts';

const LISTS = /^(PAG|FIL|SRT|REL)-/;

/** Defects of pages and totals. A request without filter and sorting shows them, so those are not to blame. */
export const PAGING: readonly Rule[] = [
  {
    id: 'page-too-large',
    area: 'paging',
    headline: 'pages hold more than 100 rows',
    next: 'Cap pageSize at 100, and reject what is above.',
    leads: [{ clause: /^PAG-0[17]$/, says: /at most 100/ }],
    explains: /^(PAG|CON-02)/,
  },
  {
    id: 'echo',
    area: 'paging',
    headline: 'page and pageSize in the envelope are not those of the request',
    next: 'Write into the envelope the page and pageSize that were applied.',
    leads: [{ clause: /^PAG-04$/ }],
    explains: /^(PAG|CON-02)/,
  },
  {
    id: 'total-ignores-filter',
    area: 'paging',
    headline: 'totalCount ignores the filter',
    next: 'Let totalCount count the rows that match the filter, not the whole table.',
    leads: [
      { clause: /^FIL-02$/, says: /^the (\d+) rows split .*\| \1 \+ \1 rows/ },
      { clause: /^FIL-0[15]$/, says: /^at most .*\| totalCount/ },
    ],
    explains: LISTS,
  },
  {
    id: 'total-by-page',
    area: 'paging',
    headline: 'totalCount changes from page to page: it counts this page, or what is left',
    next: 'Let totalCount count all rows that match, whichever page is requested.',
    leads: [
      { clause: /^PAG-05$/, says: /as on the first|the same on page/ },
      { clause: /^PAG-06$/, says: /past the end \| totalCount/ },
    ],
    explains: LISTS,
  },
  {
    id: 'past-the-end',
    area: 'paging',
    headline: 'a page past the end of the list is not an empty page',
    next: 'Respond to a page past the end with no items and the true totalCount.',
    leads: [{ clause: /^PAG-06$/, bare: true, says: /\| (\d+ items|status 404)/ }],
    unless: /^PAG-0[23]$/,
    explains: LISTS,
  },
  {
    id: 'page-ignored',
    area: 'paging',
    headline: 'page is ignored, or counted wrongly: rows come on several pages',
    next: 'Request page 1, page 2 and one past the end, and compare their rows.',
    leads: [{ clause: /^PAG-02$/, bare: true, says: /\| .* on pages \d+ and \d+/ }],
    also: /^PAG-06$/,
    explains: LISTS,
  },
  {
    id: 'total-wrong',
    area: 'paging',
    headline: 'totalCount is not the number of rows',
    next: 'Join all pages, count their rows, and compare the number with totalCount.',
    leads: [{ clause: /^PAG-02$/, bare: true, says: /^\d+ rows over pages of \d+ \| \d+ \|/ }],
    also: /^PAG-05$/,
    explains: LISTS,
  },
  {
    id: 'page-size',
    area: 'paging',
    headline: 'pages do not have as many rows as pageSize says',
    next: 'Request page 1 and 2 with the pageSize of the first command, and count the rows.',
    leads: [
      { clause: /^PAG-01$/, bare: true, says: /^\d+ items of/ },
      { clause: /^PAG-03$/, bare: true },
    ],
    explains: LISTS,
  },
  {
    id: 'pages-apart',
    area: 'paging',
    headline: 'pages, joined, are not the list: rows are lost, repeated or shifted',
    next: 'Request two pages in a row with the first command, and look where they meet.',
    leads: [
      { clause: /^PAG-01$/, bare: true },
      { clause: /^PAG-02$/, bare: true, says: /^(?!.*in the order).*/ },
    ],
    explains: LISTS,
  },
  {
    id: 'large-page',
    area: 'paging',
    headline: 'a very large page number breaks the server',
    next: 'Compute the offset without overflow, and return an empty page.',
    leads: [{ clause: /^PAG-09$/ }],
    explains: /^PAG-/,
  },
];

/** Defects of the order of rows. */
export const SORTING: readonly Rule[] = [
  {
    id: 'unknown-sorting',
    area: 'sorting',
    headline: 'a sorting rule that does not exist is ignored, not rejected',
    next: 'Respond with 400 to a field or direction that the contract does not name, and to text that is not JSON.',
    leads: [{ clause: /^SRT-05$/ }],
  },
  {
    id: 'sorting-loses-rows',
    area: 'sorting',
    headline: 'sorting loses or repeats rows',
    next: 'Sort with a plain ORDER BY that keeps rows of equal and of null values; compare the ids with and without sorting.',
    leads: [{ clause: /^SRT-03$/ }, { clause: /^PAG-05$/, says: /^totalCount \d+ \(all \d+ rows, sorted by/ }],
    explains: LISTS,
  },
  {
    id: 'second-rule',
    area: 'sorting',
    headline: 'the second sorting rule is not applied to the ties of the first',
    next: 'Apply the sorting rules in the order in which they are given.',
    leads: [{ clause: /^SRT-04$/ }],
    unless: /^SRT-0[12]$/,
    explains: /^(SRT|FIL-06)/,
  },
  {
    id: 'descending',
    area: 'sorting',
    headline: 'desc is not the reverse of asc',
    next: 'Run the first command, and read the values of the sorted field from top to bottom.',
    leads: [{ clause: /^SRT-02$/ }],
    unless: /^SRT-01$/,
    explains: /^(SRT|FIL-06|PAG-02)/,
  },
  {
    id: 'order',
    area: 'sorting',
    headline: 'rows are not in the requested order',
    next: 'Run the first command, and read the values of the sorted field from top to bottom.',
    leads: [{ clause: /^SRT-01$/ }],
    explains: /^(SRT|FIL-06|PAG-02)/,
  },
  {
    id: 'ties',
    area: 'sorting',
    headline: 'rows with equal values change their order from page to page',
    next: 'End every ORDER BY with the id, so that ties have one order.',
    leads: [{ clause: /^SRT-06$/ }],
    explains: /^(SRT|FIL-06|PAG-02)/,
  },
];
