import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readGeoJson } from '../../../geodata/read/geojson.ts';
import { buildEdition } from '../../../server/boundary/build.ts';
import type { FindingKind } from '../../../server/boundary/report.ts';

const shared = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
const here = existsSync(`${shared}beijing-subdistricts-111.wgs84.geojson`);
if (!here) console.warn('skipped: ../shared/data is not here, so real boundaries are not imported');

const read = (file: string, fields: Parameters<typeof readGeoJson>[1]) => {
  const result = readGeoJson(readFileSync(shared + file, 'utf8'), fields);
  if ('refusal' in result) throw new Error(result.refusal.message.en);
  return result.layer;
};
const subdistricts = () =>
  read('beijing-subdistricts-111.wgs84.geojson', {
    level: 'subdistrict',
    code: 'code_guess',
    name: 'name_guess',
    parent: 'district_code',
    parentName: 'district',
    crs: 'wgs84',
  });

test.skipIf(!here)('111 real subdistricts: every known defect is in the report, and no other', () => {
  const built = buildEdition([subdistricts()]);
  if ('refusal' in built) throw new Error(built.refusal.en);
  const { findings, seams, covered, errors, edition } = built.report;
  const count = (kind: FindingKind) => findings.find((finding) => finding.kind === kind)?.count;
  expect(count('faulty-ring')).toBe(7);
  expect(count('gap')).toBe(3);
  expect(count('overlap')).toBe(0);
  expect(count('duplicate-code')).toBe(2);
  expect(count('missing-code')).toBe(1);
  expect(count('dust')).toBe(49 + 70);
  expect(errors).toBe(13);
  const gaps = findings
    .find((finding) => finding.kind === 'gap')
    ?.items.map((item) => Math.round(item.area ?? 0));
  expect(gaps).toEqual([4_963_483, 2_311_640, 1_125_990]);
  const widest = findings.find((finding) => finding.kind === 'dust')?.width ?? 0;
  expect(widest).toBeCloseTo(0.047, 3);
  expect(seams).toMatchObject({ count: 302, pairs: 295, junctions: 185 });
  expect(seams.length / 1000).toBeCloseTo(667.3, 1);
  expect(covered / 1e6).toBeCloseTo(920.28, 2);
  expect(edition?.merged.map(({ code }) => code).sort()).toEqual(['110106004', '110108011']);
  expect(edition?.leftOut).toHaveLength(1);
});

test.skipIf(!here)(
  'districts drawn by another hand disagree over 13.7 km², and the subdistricts decide',
  () => {
    const districts = read('beijing-districts-16.wgs84.geojson', {
      level: 'district',
      code: 'adcode',
      name: 'name',
      crs: 'wgs84',
    });
    const built = buildEdition([districts, subdistricts()]);
    if ('refusal' in built) throw new Error(built.refusal.en);
    const disagree = built.report.findings.find((finding) => finding.kind === 'layers-disagree');
    expect((disagree?.area ?? 0) / 1e6).toBeCloseTo(13.7, 1);
    expect(built.report.findings.find((finding) => finding.kind === 'outside-parent')?.count).toBe(0);
    const xicheng = built.edition?.boundaries.find(({ area }) => area.code === '110102');
    expect(xicheng?.leaf).toBeNull();
  },
);
