import { expect, test } from 'vitest';
import { createDraftStore, questionOf } from '../../../client/coordinate/draft.ts';
import { verdict } from './cases.ts';

const shape = { geometry: { type: 'Point' as const, coordinates: [116.3, 39.9] }, finished: true, at: null };

test('a preview stays a preview until the server has answered', () => {
  const store = createDraftStore();
  store.preview({ verdict: verdict() }, 2);
  expect(store.get()).toMatchObject({ confirmed: false, milliseconds: 2 });
  store.confirm(verdict());
  expect(store.get().confirmed).toBe(true);
  store.preview({ verdict: verdict() }, 3);
  expect(store.get().confirmed).toBe(false);
});

test('a shape that cannot be judged leaves no verdict behind', () => {
  const store = createDraftStore();
  store.preview({ verdict: verdict() }, 2);
  store.preview(
    {
      refusal: {
        code: 'self-crossing',
        pointer: '/geometry',
        got: '',
        wanted: { zh: '', en: '' },
        at: [116, 39],
      },
    },
    1,
  );
  expect(store.get()).toMatchObject({ verdict: null, refusal: { code: 'self-crossing' } });
});

test('there is nothing to ask before something is drawn', () => {
  const store = createDraftStore();
  expect(questionOf(store.get(), '110102')).toBeNull();
  store.change({ shape });
  expect(questionOf(store.get(), '110102')).toMatchObject({ accuracy: 20, blower: '110102' });
});

test('a new draft keeps the kind chosen before', () => {
  const store = createDraftStore();
  store.change({ kind: 'emergency', shape, note: 'x' });
  store.reset();
  expect(store.get()).toMatchObject({ kind: 'emergency', shape: null, note: '' });
});
