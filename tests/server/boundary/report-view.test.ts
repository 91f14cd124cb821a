import { expect, test } from 'vitest';
import { buildEdition } from '../../../server/boundary/build.ts';
import { reportView } from '../../../server/boundary/report-view.ts';
import { fourSquares, layerOf } from './squares.ts';

test('of a list of thousands a screen gets the beginning, and how long it is', () => {
  const built = buildEdition([layerOf('subdistrict', fourSquares)]);
  if ('refusal' in built || !built.report.edition) throw new Error('no edition was made');
  const { report } = built;
  const dropped = Array.from({ length: 9907 }, (_, i) => ({
    code: `${110102001001 + i}`,
    name: '社区',
    level: 'community' as const,
    reason: { zh: '上级已不在', en: 'its parent is gone' },
  }));
  const removed = dropped.map(({ code }) => code);
  const view = reportView({
    ...report,
    edition: report.edition && { ...report.edition, dropped },
    difference: { edition: 1, added: [], removed, renamed: [], moved: [], resized: [] },
  });
  expect(view.edition?.dropped).toEqual(dropped.slice(0, 200));
  expect(view.edition?.counts).toEqual({ leftOut: 0, merged: 0, dropped: 9907 });
  expect(view.difference).toMatchObject({ removed: removed.slice(0, 200), counts: { removed: 9907 } });
  expect(JSON.stringify(view).length).toBeLessThan(60_000);
});
