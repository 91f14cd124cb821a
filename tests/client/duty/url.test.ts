import { expect, test } from 'vitest';
import { groupRows } from '../../../client/duty/group-rows.ts';
import { readDutiesSearch } from '../../../client/duty/url.ts';

test('the address says which table is open and what it is narrowed by', () => {
  const search = { tab: 'bodies', q: ' tpqpcs ', kind: 'residentUnit', posting: 'resident', page: '3' };
  expect(readDutiesSearch(search)).toEqual({ ...search, q: 'tpqpcs', page: 3 });
  expect(readDutiesSearch({ tab: 'roster', area: 110106002, version: 4 })).toEqual({
    tab: 'roster',
    area: '110106002',
    version: 4,
  });
});

test('what makes no sense in an address is as if it were not there', () => {
  const search = {
    tab: 'money',
    q: '',
    kind: '<b>',
    posting: 7,
    page: -1,
    area: '11',
    version: 'x',
    other: 1,
  };
  expect(readDutiesSearch(search)).toEqual({});
});

test('rows are grouped in the order in which the first of each comes', () => {
  const rows = ['b1', 'a1', 'b2'].map((code) => ({ code }));
  const groups = groupRows(rows, ({ code = '' }) => code.slice(0, 1));
  expect([...groups].map(([key, group]) => [key, group.length])).toEqual([
    ['b', 2],
    ['a', 1],
  ]);
});
