import type { FeatureCollection } from 'geojson';
import type { SideLoad } from '../../../geodata/analysis/what-if/load.ts';
import { writeCsv } from '../../exchange/csv.ts';
import type { ProposalView } from './view.ts';

/** The two lines of a proposal as GeoJSON (RFC 7946), each with its figures. */
export function proposalGeoJson(proposal: ProposalView): FeatureCollection {
  const { id, name, note, edition, older, key, left, right, madeAt, figures, author } = proposal;
  const about = { proposal: id, name, note, author: author.name, madeAt, edition, older, seam: key };
  const sides = { left: left.code, leftName: left.name, right: right.code, rightName: right.name };
  return {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        geometry: proposal.line,
        properties: {
          role: 'proposed',
          ...about,
          ...sides,
          from: figures.from,
          to: figures.to,
          load: figures.after,
        },
      },
      {
        type: 'Feature',
        geometry: proposal.was,
        properties: {
          role: 'inEdition',
          ...about,
          ...sides,
          from: figures.from,
          to: figures.to,
          load: figures.before,
        },
      },
    ],
  };
}

const columns = {
  area: { zh: '辖区', en: 'area' },
  code: { zh: '编码', en: 'code' },
  line: { zh: '边界', en: 'line' },
  incidents: { zh: '事件', en: 'incidents' },
  joint: { zh: '联合', en: 'joint' },
  settled: { zh: '已结', en: 'settled' },
  meanDays: { zh: '平均天数', en: 'mean_days' },
  km2: { zh: '面积_km2', en: 'area_km2' },
  perKm2: { zh: '每平方公里件数', en: 'per_km2' },
  streetKm: { zh: '街巷_km', en: 'street_km' },
  perKm: { zh: '每公里街巷件数', en: 'per_street_km' },
  from: { zh: '自', en: 'from' },
  to: { zh: '至', en: 'to' },
  edition: { zh: '边界版本', en: 'edition' },
} as const;

/** What both areas carry, with the line of the edition and with the proposed one, as a table for a spreadsheet. */
export function proposalCsv(proposal: ProposalView, language: 'zh' | 'en'): string {
  const { figures, left, right, edition } = proposal;
  const words = { zh: ['现行', '提案'], en: ['in edition', 'proposed'] }[language];
  const row = (side: ProposalView['left'], load: SideLoad, line: string) => [
    language === 'zh' ? side.name : side.nameEn || side.name,
    side.code,
    line,
    load.incidents,
    load.joint,
    load.settled,
    load.meanDays === null ? null : rounded(load.meanDays),
    rounded(load.squareMetres / 1e6),
    per(load.incidents, load.squareMetres / 1e6),
    rounded(load.streetMetres / 1e3),
    per(load.incidents, load.streetMetres / 1e3),
    figures.from,
    figures.to,
    edition,
  ];
  return writeCsv(
    Object.values(columns).map((head) => head[language]),
    [figures.before, figures.after].flatMap((load, i) => [
      row(left, load.left, words[i] ?? ''),
      row(right, load.right, words[i] ?? ''),
    ]),
  );
}

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
const per = (count: number, of: number): number | null => (of > 0 ? rounded(count / of) : null);
