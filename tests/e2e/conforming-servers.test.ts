import { expect, test } from '@playwright/test';
import { CATALOGUE } from '../catalogue.ts';
import { judge } from '../../verifier/judge.ts';
import { KEYS, startOutside, type Outside } from './outside/server.ts';

/** What a conforming server may do in its own way, beside the plain form. */
const FORMS: Readonly<Record<string, Outside>> = {
  plain: {},
  'with a row changed every third request': { living: { every: 3, changes: ['insert', 'update', 'delete'] } },
  'with a row changed now and then': { living: { every: 15, changes: ['insert', 'update', 'delete'] } },
  'with a row added once in a while': { living: { every: 60, changes: ['insert'] } },
  'with rows that come and go': { living: { every: 7, changes: ['comeAndGo'] } },
  'with long lists that change': { rows: 250, living: { every: 15, changes: ['insert', 'update', 'delete'] } },
  'with long lists': { rows: 250 },
  'on SQL Server': { uuid: 'sqlServer', text: 'word', equality: 'noAccents' },
  'with uuids stored as bytes': { uuid: 'binary', text: 'loose', equality: 'noAccents' },
  'with uuids in capitals': { upperUuids: true },
  'that orders text by bytes': { text: 'bytes', equality: 'exact' },
  'that orders text as a German phone book': { text: 'german' },
  'that orders text as a Swedish dictionary': { text: 'swedish' },
  'that ignores symbols in order': { text: 'glibc' },
  'that orders text in a way nobody knows': { text: 'ebcdic' },
  'with nulls last': { nulls: 'last' },
  'with nulls as the lowest value': { nulls: 'lowest' },
  'that compresses with gzip': { encoding: 'gzip' },
  'that compresses with Brotli': { encoding: 'br' },
  'that compresses with deflate': { encoding: 'deflate' },
  'that compresses with bare deflate': { encoding: 'raw deflate' },
  'with a byte order mark': { mark: true },
  'that sends 100 first': { interim: 100 },
  'that sends 102 first': { interim: 102 },
  'that sends 103 first, compressed, with a byte order mark': { interim: 103, encoding: 'gzip', mark: true },
  'with ids beyond 32 bits': { firstId: 2 ** 31 + 5 },
  'with huge ids': { firstId: 2 ** 52 },
  'with one row in each list': { rows: 1 },
  'with two rows in each list': { rows: 2 },
  'without rows': { rows: 0 },
  'where all is null that may be': { allNull: true },
  'that stores microseconds and shows milliseconds': { digits: 6, shownDigits: 3 },
  'that stores milliseconds and shows seconds': { digits: 3, shownDigits: 0 },
  'that shows ticks': { digits: 7 },
};

for (const [name, form] of Object.entries(FORMS)) {
  test(`a server ${name} is not failed`, async () => {
    for (const [depth, seed] of [
      ['quick', 3],
      ['standard', 1],
    ] as const) {
      const server = await startOutside({ ...form, seed: seed * 11 });
      try {
        const config = { baseUrl: server.baseUrl, keys: KEYS, limit: 50, windowSeconds: 1 };
        const { clauses } = await judge(config, { ...CATALOGUE, suites: ['contract'], depth, seed });
        const failed = clauses.filter(({ verdict }) => verdict === 'fail');
        expect(failed.map(({ id, findings }) => `${id} ${findings[0]?.want} / ${findings[0]?.got}`)).toEqual([]);
        expect(clauses.filter(({ verdict }) => verdict === 'pass').length).toBeGreaterThan(8);
      } finally {
        await server.close();
      }
    }
  });
}
