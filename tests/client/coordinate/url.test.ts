import { expect, test } from 'vitest';
import { placeText, viewOf } from '../../../client/coordinate/url.ts';

test('a link shows what it was copied from', () => {
  const view = viewOf({ tab: 'joint', whistle: 12, at: placeText([116.31998, 39.89383], 18.2) });
  expect(view).toEqual({
    tab: 'joint',
    whistle: '12',
    incident: null,
    at: { center: [116.31998, 39.89383], zoom: 18.2 },
  });
});

test('what makes no sense in an address is as if it were not there', () => {
  const nothing = { tab: 'area', whistle: null, incident: null, at: null };
  expect(viewOf({})).toEqual(nothing);
  expect(viewOf({ tab: 'all', whistle: '../1', incident: {}, at: '1~2' })).toEqual(nothing);
  expect(viewOf({ at: '999~39~5' })).toEqual(nothing);
});

test('an address names one case: the whistle before the incident', () => {
  expect(viewOf({ whistle: '1', incident: '2' })).toMatchObject({ whistle: '1', incident: null });
});
