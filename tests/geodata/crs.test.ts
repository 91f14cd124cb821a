import { describe, expect, test } from 'vitest';
import { knownCrs, parseCrs, toWgs84 } from '../../geodata/crs.ts';

describe('Reference systems', () => {
  test('GCJ-02 lies about 526 m east and 148 m north of WGS84 in Beijing, BD-09 about 1,092 m and 778 m', () => {
    const shift = (crs: 'gcj02' | 'bd09') => {
      const [longitude, latitude] = toWgs84([116.32, 39.9], crs);
      return [(116.32 - longitude) * 85_390, (39.9 - latitude) * 111_030].map(
        (metres) => Math.round(metres / 50) * 50,
      );
    };
    expect(shift('gcj02')).toEqual([500, 150]);
    expect(shift('bd09')).toEqual([1100, 800]);
  });

  test('WGS84, CGCS2000 and their EPSG codes are left as they are, longitude first', () => {
    for (const crs of ['wgs84', 'cgcs2000', 'EPSG:4326', 'EPSG:4490'] as const)
      expect(toWgs84([116.32, 39.9], crs)).toEqual([116.32, 39.9]);
  });

  test('names are read as people write them', () => {
    for (const crs of knownCrs) expect(parseCrs(crs)).toEqual({ crs });
    for (const [text, crs] of [
      ['WGS-84', 'wgs84'],
      ['GCJ-02', 'gcj02'],
      ['BD09LL', 'bd09'],
      ['CGCS 2000', 'cgcs2000'],
      ['urn:ogc:def:crs:EPSG::4490', 'EPSG:4490'],
      ['urn:ogc:def:crs:OGC:1.3:CRS84', 'wgs84'],
    ])
      expect(parseCrs(text)).toEqual({ crs });
  });

  test('an unknown one is refused with those that are known', () => {
    for (const text of ['EPSG:32650', '', '北京54', 'constructor', 7, null])
      expect(parseCrs(text)).toMatchObject({ refusal: { code: 'unknown-crs', pointer: '/properties/crs' } });
  });
});
