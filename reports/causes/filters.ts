import type { Rule } from './rule.ts';

const ALL = /^(FIL|PAG-0[2356]|REL)/;

/** Invalid input that is not rejected, or that breaks the server. */
export const INPUT: readonly Rule[] = [
  {
    id: 'malformed-breaks',
    area: 'input',
    headline: 'malformed parameters break the server (5xx)',
    next: 'Check the parameters before they are used, and respond with 400.',
    leads: [
      { clause: /^(PAG-08|FIL-07|SRT-05)$/, says: /\| (?:status )?5\d\d/ },
      { clause: /^FIL-08$/, says: /long|characters.*\| (?:status )?5\d\d/ },
    ],
    explains: /^(PAG-08|FIL-0[78]|SRT-05)$/,
  },
  {
    id: 'malformed-page',
    area: 'input',
    headline: 'a malformed page or pageSize is served, not rejected',
    next: 'Respond with 400 to a page or pageSize that is no whole number from 1 (to 100).',
    leads: [{ clause: /^PAG-08$/ }],
    explains: /^PAG-0[78]$/,
  },
];

/** Defects of filters, the most specific first: what breaks all conditions also breaks each of them. */
export const FILTERING: readonly Rule[] = [
  {
    id: 'unknown-filter',
    area: 'filtering',
    headline: 'a filter that does not exist is ignored, not rejected',
    next: 'Respond with 400 to a field or predicate that the contract does not name, and to text that is not JSON.',
    leads: [{ clause: /^FIL-07$/ }],
  },
  {
    id: 'filter-forms',
    area: 'filtering',
    headline: 'filters in an array, or repeated, are not read like single ones',
    next: 'Read queryFilters as an object, an array and a repeated parameter alike.',
    leads: [{ clause: /^FIL-10$/ }],
    explains: ALL,
  },
  {
    id: 'nested-field',
    area: 'filtering',
    headline: 'filters by a field of a nested object do not work',
    next: 'Compare the field of the nested object (client.id), not one of the row itself.',
    leads: [{ clause: /^FIL-09$/ }],
    explains: ALL,
  },
  {
    id: 'condition-read',
    area: 'filtering',
    headline: 'conditions are interpreted, not taken as text',
    next: 'Decode a condition once, and bind it as a parameter: %, _, +, & and quotes are characters like others.',
    leads: [{ clause: /^FIL-08$/ }],
    explains: ALL,
  },
  {
    id: 'field-ignored',
    area: 'filtering',
    headline: 'a filter does not look at its field',
    next: 'Look up which column that field is mapped to.',
    leads: [{ clause: /^FIL-01$/, says: /as well/ }],
    explains: ALL,
  },
  {
    id: 'compare',
    area: 'filtering',
    headline: 'greaterThan and lessThan compare wrongly',
    next: 'Compare numbers as numbers and dates as instants, strictly, and leave null rows out.',
    leads: [{ clause: /^FIL-03$/ }],
    explains: ALL,
  },
  {
    id: 'contains',
    area: 'filtering',
    headline: 'contains does not find the text wherever it is in a value',
    next: 'Look for the condition anywhere in the text.',
    leads: [{ clause: /^FIL-04$/ }],
    explains: ALL,
  },
  {
    id: 'equal',
    area: 'filtering',
    headline: 'equal does not find exactly the rows with that value',
    next: 'Compare the whole value, at the precision in which it is shown.',
    leads: [{ clause: /^FIL-01$/ }],
    explains: ALL,
  },
  {
    id: 'not-equal',
    area: 'filtering',
    headline: 'notEqual does not find exactly the other rows',
    next: 'Let notEqual return every row that equal does not, those with null included.',
    leads: [{ clause: /^FIL-02$/ }],
    explains: ALL,
  },
  {
    id: 'filter-order',
    area: 'sorting',
    headline: 'filtered rows are not in the requested order',
    next: 'Run the first command, and read the values of the sorted field from top to bottom.',
    leads: [{ clause: /^FIL-06$/, says: /in the order of/ }],
  },
  {
    id: 'joined',
    area: 'filtering',
    headline: 'filters joined by and / or are combined wrongly',
    next: 'Request each of the two conditions alone: with and rows match both, with or at least one.',
    leads: [{ clause: /^FIL-05$/ }],
    explains: ALL,
  },
  {
    id: 'filtered-pages',
    area: 'filtering',
    headline: 'filtered pages and totalCount disagree: the total ignores the filter, or the filter comes after paging',
    next: 'Run the first command: if totalCount is that of the whole list, count after the filter; otherwise filter before the page is cut out.',
    leads: [{ clause: /^PAG-03$/, says: /^\d+ of \d+ rows on page/ }],
    explains: ALL,
  },
  {
    id: 'filter-after-paging',
    area: 'filtering',
    headline: 'the filter is applied to the page, not to the whole list',
    next: 'Filter before the page is cut out of the list.',
    leads: [{ clause: /^FIL-06$/ }],
    explains: ALL,
  },
  {
    id: 'filtered-total',
    area: 'filtering',
    headline: 'a filtered list has another number of rows than match',
    next: 'Run the first command, and compare its totalCount with the rows that match.',
    leads: [{ clause: /^PAG-0[2356]$/ }],
    explains: ALL,
  },
];
