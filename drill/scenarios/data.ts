import type { Contract } from '../../spec/contract.ts';
import type { Scenario } from './scenario.ts';

/** Whether the contract allows ids with 64 bits. */
const hasLongIds = ({ operations }: Contract) =>
  operations.some(
    ({ item }) => item.properties?.['id']?.type === 'integer' && item.properties['id'].format === 'int64',
  );

/** Whether the contract says for sure that no id has more than 32 bits: a client that is typed from it need not take others. */
const hasShortIds = ({ operations }: Contract): boolean => {
  const ids = operations.flatMap(({ item }) => item.properties?.['id'] ?? []).filter(({ type }) => type === 'integer');
  const isSure = (id: (typeof ids)[number]) => (id['x-keyword-evidence']?.['format'] ?? id['x-evidence']) !== 'assumed';
  return ids.length > 0 && ids.every((id) => id.format === 'int32' && isSure(id));
};

const unusual = (id: string, sentence: string, data: Scenario['data']): Scenario => ({
  id,
  sentence,
  expects: 'success',
  nature: 'data',
  ...(data && { data }),
});

/** Data that the contract allows and the author of a client may never have seen. */
export const data: readonly Scenario[] = [
  {
    id: 'small-pages',
    sentence: 'The server sends pages smaller than requested, and says so in pageSize.',
    expects: 'success',
    nature: 'paging',
    smallPages: true,
  },
  unusual('nulls', 'Every field that may be null is null in most rows.', { change: 'nulls' }),
  unusual('odd-text', 'Texts hold umlauts, emoji, quotes, commas, line ends, tags and right-to-left script.', {
    change: 'odd-text',
  }),
  unusual('dates-with-fraction', 'Every date has seven digits of a second.', { change: 'dates-with-fraction' }),
  unusual('dates-without-fraction', 'No date has a fraction of a second.', { change: 'dates-without-fraction' }),
  {
    ...unusual('ids-beyond-31-bits', 'Every number that is an id is larger than 2^31.', {
      change: 'ids-beyond-31-bits',
    }),
    unfit: (_usual, _patience, contract) =>
      hasShortIds(contract) ? 'the contract gives every id 32 bits (format int32)' : undefined,
  },
  {
    ...unusual('ids-beyond-53-bits', 'Every number that is an id is larger than 2^53.', {
      change: 'ids-beyond-53-bits',
    }),
    unfit: (_usual, _patience, contract) =>
      hasLongIds(contract) ? undefined : 'the contract gives no id a format that holds more than 2^53',
  },
  unusual('new-fields', 'Rows, the objects in them and the envelope have fields that the contract does not name.', {
    change: 'new-fields',
  }),
  unusual('new-values', 'Status, type, role and the like have values that nobody has seen.', { change: 'new-values' }),
  unusual('other-order', 'Lists that are not sorted come in another stable order.', { change: 'other-order' }),
  {
    ...unusual('rows-added', 'Rows are added to a list between its first page and the next.', { moving: 'added' }),
    nature: 'moving',
  },
  {
    ...unusual('rows-removed', 'Rows are removed from a list between its first page and the next.', {
      moving: 'removed',
    }),
    nature: 'moving',
  },
];
