import { existsSync, readFileSync } from 'node:fs';
import type { Geometry } from 'geojson';
import type { Area } from '../../../../geodata/area.ts';
import type { Rings } from '../../../../geodata/geometry.ts';
import { type Coverage, createCoverage } from '../../../../geodata/jurisdiction/coverage.ts';
import { englishName } from '../../../../geodata/read/english-name.ts';
import { arrange } from '../../../../geodata/topology/arrange.ts';
import { feature } from '../town.ts';
import type { GoldenCase } from './golden-case.ts';

const folder = new URL('../../../../../shared/data/', import.meta.url);

/** Whether the real boundaries are here. */
export const realBoundaries: boolean = existsSync(new URL('headline-case.wgs84.geojson', folder));

/** The building on the real line between Guang’anmenwai and Taipingqiao; none, said aloud, where the boundaries are not here. */
export function realCases(): readonly GoldenCase[] {
  if (!realBoundaries) {
    console.warn('Skipped: the real boundaries of ../shared/data are not here.');
    return [];
  }
  const [building] = read('headline-case.wgs84.geojson');
  if (!building) throw new Error('The real case has no building');
  return [
    {
      title:
        'Layers drawn by different hands: the building by its subdistricts, whose parents follow from their codes',
      coverage: bySubdistrict,
      feature: feature(building.geometry as never, { category: '01-01' }),
      expected: {
        outcome: 'joint',
        parties: ['太平桥街道 lead 66.7 % largest-share', '广安门外街道 assist 33.3 % joint-share'],
        coordinator: '北京市',
        zh: '该楼三分之二在丰台区太平桥街道，三分之一在西城区广安门外街道，任何一方不能单独结案；太平桥街道牵头，北京市协调。',
        en: "Two thirds of the building stand in Taipingqiao Subdistrict, Fengtai District, one third in Guang'anmenwai Subdistrict, Xicheng District. Neither side can close it alone. Taipingqiao Subdistrict leads; Beijing coordinates.",
      },
    },
    {
      title: 'The same building by the districts’ own layer, which disagrees',
      coverage: byDistrict,
      feature: feature(building.geometry as never, { category: '01-01' }),
      expected: {
        outcome: 'joint',
        parties: ['西城区 lead 53.5 % smallest-code', '丰台区 assist 46.5 % joint-share'],
        coordinator: '北京市',
        zh: '该楼 53.5 % 在西城区，46.5 % 在丰台区，任何一方不能单独结案；西城区牵头，北京市协调。',
        en: '53.5 % of the building stands in Xicheng District, 46.5 % in Fengtai District. Neither side can close it alone. Xicheng District leads; Beijing coordinates.',
      },
    },
  ];
}

const city: Area = { code: '110000', name: '北京市', nameEn: 'Beijing', level: 'city', parent: null };

/** 111 subdistricts of the centre; the districts above them are known by the codes. */
function bySubdistrict(): Coverage {
  const drawn = new Map<string, Drawn>();
  for (const { geometry, properties } of read('beijing-subdistricts-111.wgs84.geojson'))
    if (properties.code_guess)
      drawn.set(properties.code_guess, {
        code: properties.code_guess,
        name: properties.name_guess ?? '',
        geometry,
      });
  const names = new Map(districts().map(({ code, name }) => [code, name]));
  const codes = [...new Set([...drawn.keys()].map((code) => code.slice(0, 6)))];
  return coverageOf(
    [...drawn.values()],
    codes.map((code) => area(code, names.get(code) ?? code, 'district', city.code)),
    'subdistrict',
  );
}

const byDistrict = (): Coverage => coverageOf(districts(), [], 'district');

const districts = (): Drawn[] =>
  read('beijing-districts-16.wgs84.geojson').map(({ geometry, properties }) => ({
    code: String(properties.code ?? properties.adcode),
    name: properties.name ?? '',
    geometry,
  }));

interface Drawn {
  readonly code: string;
  readonly name: string;
  readonly geometry: Geometry;
}

function coverageOf(drawn: readonly Drawn[], above: readonly Area[], level: Area['level']): Coverage {
  const arranged = arrange(drawn.map(({ geometry }) => ({ polygons: polygonsOf(geometry) })));
  if ('refusal' in arranged)
    throw new Error(`The real boundaries cannot be arranged: ${arranged.refusal.got}`);
  return createCoverage({
    edition: 1,
    areas: [
      city,
      ...above,
      ...drawn.map(({ code, name }) =>
        area(code, name, level, level === 'district' ? city.code : code.slice(0, 6)),
      ),
    ],
    leaves: drawn.map(({ code }) => code),
    arrangement: arranged.arrangement,
  });
}

const area = (code: string, name: string, level: Area['level'], parent: string): Area => ({
  code,
  name,
  nameEn: englishName(name),
  level,
  parent,
});

const polygonsOf = (geometry: Geometry): Rings[] =>
  (geometry.type === 'Polygon'
    ? [geometry.coordinates]
    : (geometry as { readonly coordinates: unknown }).coordinates) as unknown as Rings[];

const read = (name: string) =>
  (
    JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as {
      readonly features: readonly {
        readonly properties: Readonly<Record<string, string | undefined>>;
        readonly geometry: Geometry;
      }[];
    }
  ).features;
