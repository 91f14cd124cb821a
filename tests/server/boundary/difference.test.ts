import { describe, expect, test } from 'vitest';
import type { EditionGeography } from '../../../geodata/jurisdiction/edition.ts';
import { buildEdition } from '../../../server/boundary/build.ts';
import { compareEditions } from '../../../server/boundary/difference.ts';
import { box, fourSquares, layerOf, type Row } from './squares.ts';

const [first, second, third, fourth] = fourSquares as [Row, Row, Row, Row];

function edition(
  number: number,
  rows: readonly Row[],
  level: 'subdistrict' | 'community' = 'subdistrict',
): EditionGeography {
  const built = buildEdition([layerOf(level, rows)]);
  if ('refusal' in built || !built.edition) throw new Error('no edition was made');
  const { areas, leaves, arrangement } = built.edition;
  return { edition: number, areas, leaves, arrangement };
}
const before = edition(1, fourSquares);
const compare = (rows: readonly Row[]) => compareEditions(before, edition(2, rows));
const row = ({ difference }: ReturnType<typeof compare>, code: string) =>
  difference.areas.find((area) => area.code === code);
const sizeOf = (code: string): number => {
  const leaf = before.leaves.indexOf(code);
  const { faceOwner, faceOwnerStart, faceArea } = before.arrangement;
  return faceArea.reduce(
    (sum, area, face) =>
      sum +
      (faceOwner[faceOwnerStart[face] ?? -1] === leaf &&
      (faceOwnerStart[face + 1] ?? 0) > (faceOwnerStart[face] ?? 0)
        ? area
        : 0),
    0,
  );
};

describe('from one edition to the next', () => {
  test('nothing changed where nothing did', () => {
    const { difference, pieces } = compare(fourSquares);
    expect(difference).toMatchObject({
      base: 1,
      edition: 2,
      level: 'subdistrict',
      summary: { unchanged: 4, moved: 0, areaMoved: 0 },
      byLevel: { district: { unchanged: 2 } },
      areas: [],
    });
    expect(pieces).toEqual([]);
  });

  test('a line that moved tells who gained what from whom, to the square metre', () => {
    const told = compare([
      { ...first, shape: box(0, 10, 9, 20) },
      { ...second, shape: box(9, 10, 20, 20) },
      third,
      fourth,
    ]);
    expect(told.difference.summary).toMatchObject({ moved: 2, unchanged: 2 });
    const tenth = sizeOf('110102001') / 10;
    expect(row(told, '110102001')).toMatchObject({
      kind: 'moved',
      gained: 0,
      to: [{ code: '110102002', name: '乙街道' }],
    });
    expect((row(told, '110102001')?.lost ?? 0) / tenth).toBeCloseTo(1, 6);
    expect(row(told, '110102002')?.gained).toBe(row(told, '110102001')?.lost);
    expect(told.difference.summary.areaMoved).toBe(row(told, '110102001')?.lost);
    expect(told.pieces).toMatchObject([{ from: '110102001', to: '110102002' }]);
    // Both lie in one district, which stays as it was.
    expect(told.difference.byLevel.district).toMatchObject({ unchanged: 2, moved: 0, areaMoved: 0 });
  });

  test('an area in two is split, and the new one is added', () => {
    const born: Row = {
      code: '110102003',
      name: '戊街道',
      parent: '110102',
      parentName: '西城区',
      shape: box(0, 10, 4, 20),
    };
    const told = compare([{ ...first, shape: box(4, 10, 10, 20) }, born, second, third, fourth]);
    expect(told.difference.summary).toMatchObject({ split: 1, added: 1, moved: 1, removed: 0, unchanged: 3 });
    expect(row(told, '110102001')).toMatchObject({
      kind: 'split',
      to: [{ code: '110102003', name: '戊街道' }],
    });
    expect(row(told, '110102003')).toMatchObject({
      kind: 'added',
      from: [{ code: '110102001', name: '甲街道' }],
    });
  });

  test('two areas in one are merged, and one of them is gone', () => {
    const told = compare([{ ...first, shape: box(0, 10, 20, 20) }, third, fourth]);
    expect(told.difference.summary).toMatchObject({ merged: 1, removed: 1, unchanged: 2 });
    expect(row(told, '110102001')).toMatchObject({
      kind: 'merged',
      kinds: ['merged', 'moved'],
      from: [{ code: '110102002' }],
    });
    expect(row(told, '110102002')).toMatchObject({
      kind: 'removed',
      after: null,
      to: [{ code: '110102001' }],
    });
  });

  test('two areas that become a third are merged into it', () => {
    const told = compare([
      { ...first, code: '110102009', name: '合街道', shape: box(0, 10, 20, 20) },
      third,
      fourth,
    ]);
    expect(row(told, '110102009')?.kind).toBe('merged');
    expect(
      row(told, '110102009')
        ?.from.map(({ code }) => code)
        .sort(),
    ).toEqual(['110102001', '110102002']);
    expect(told.difference.summary).toMatchObject({ merged: 1, added: 1, removed: 2 });
  });

  test('a new name or a new code over the same land is a renaming', () => {
    const told = compare([{ ...first, name: '新名街道' }, { ...second, code: '110102022' }, third, fourth]);
    expect(told.difference.summary).toMatchObject({
      renamed: 2,
      added: 0,
      removed: 0,
      moved: 0,
      unchanged: 2,
    });
    expect(row(told, '110102001')).toMatchObject({ before: { name: '甲街道' }, after: { name: '新名街道' } });
    expect(row(told, '110102022')).toMatchObject({
      kind: 'renamed',
      before: { code: '110102002' },
      gained: 0,
      lost: 0,
    });
  });

  test('a subdistrict under another district moves the districts without a line drawn anew', () => {
    const told = compare([first, { ...second, parent: '110106', parentName: '丰台区' }, third, fourth]);
    expect(row(told, '110102002')).toMatchObject({ kind: 'reparented', gained: 0, lost: 0 });
    expect(told.difference.byLevel.district).toMatchObject({ moved: 2 });
    expect((row(told, '110106')?.gained ?? 0) / sizeOf('110102002')).toBeCloseTo(1, 6);
    expect(told.pieces).toEqual([]);
  });

  test('land may come from nobody and go to nobody', () => {
    const told = compare([first, second, third, { ...fourth, shape: box(10, 0, 19, 10) }]);
    expect(row(told, '110106002')).toMatchObject({ kind: 'moved', to: [{ code: null, name: '' }] });
    expect(row(told, '110106')).toMatchObject({ kind: 'moved', to: [{ code: null }] });
  });

  test('what lines drawn anew differ by in rounding is nothing', () => {
    const nudged = fourSquares.map((one) => ({
      ...one,
      shape: one.shape.map((ring) => ring.map(([x = 0, y = 0]) => [x === 116.1 ? x + 3e-7 : x, y])),
    }));
    expect(compare(nudged)).toMatchObject({
      difference: { summary: { unchanged: 4, areaMoved: 0 } },
      pieces: [],
    });
  });

  test('levels below the one compared are told by codes, names and parents', () => {
    const community = (code: string, name: string, parent: string, shape: number[][][]): Row => ({
      code,
      name,
      parent,
      parentName: '甲街道',
      shape,
    });
    const halves = [
      community('110102001001', '东社区', '110102001', box(0, 10, 5, 20)),
      community('110102001002', '西社区', '110102001', box(5, 10, 10, 20)),
    ];
    const old = edition(1, halves, 'community');
    const now = edition(
      2,
      [halves[0] as Row, { ...halves[1], name: '新西社区', shape: box(5, 10, 10, 20) }],
      'community',
    );
    const { difference } = compareEditions(old, now);
    expect(difference.level).toBe('subdistrict');
    expect(difference.notCompared).toEqual(['community']);
    expect(difference.unlisted).toEqual({});
    expect(difference.byLevel.community).toMatchObject({ renamed: 1, unchanged: 1 });
    expect(difference.areas).toMatchObject([
      { code: '110102001002', level: 'community', kind: 'renamed', bounds: null },
    ]);
  });

  test('finer areas that went with all of a parent are counted, not listed', () => {
    const halves: readonly Row[] = [
      ['110102001001', '东社区', '110102001', box(0, 10, 5, 20)],
      ['110102001002', '西社区', '110102001', box(5, 10, 10, 20)],
      ['110102002001', '南社区', '110102002', box(10, 10, 15, 20)],
      ['110102002002', '北社区', '110102002', box(15, 10, 20, 20)],
    ].map(([code, name, parent, shape]) => ({
      code: code as string,
      name: name as string,
      parent: parent as string,
      parentName: parent as string,
      shape: shape as number[][][],
    }));
    const [, , south] = halves as [Row, Row, Row, Row];
    const old = edition(1, halves, 'community');
    // The first subdistrict is gone with both of its communities; the second loses one of two.
    const now = edition(2, [{ ...south, shape: box(10, 10, 20, 20) }], 'community');
    const told = compareEditions(old, now).difference;
    expect(told.byLevel.community).toMatchObject({ removed: 3 });
    expect(told.areas.filter(({ level }) => level === 'community').map(({ code }) => code)).toEqual([
      '110102002002',
    ]);
    expect(told.unlisted).toEqual({ community: 2 });
    const coarse = compareEditions(old, edition(3, [first, second])).difference;
    expect(coarse.notCompared).toEqual([]);
    expect(coarse.unlisted).toEqual({ community: 4 });
  });
});
