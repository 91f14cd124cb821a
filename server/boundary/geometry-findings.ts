import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import type { RowFault } from '../../geodata/read/layer.ts';
import type { Arranged, arrange } from '../../geodata/topology/arrange.ts';
import type { Arrangement } from '../../geodata/topology/arrangement.ts';
import { assignThinFaces } from '../../geodata/topology/assign.ts';
import { type Defect, findDefects } from '../../geodata/topology/defects.ts';
import type { ArrangeRefusal } from '../../geodata/topology/refusal.ts';
import type { RingFault, RingFaultKind } from '../../geodata/topology/ring-faults.ts';
import { findSeams, type Seam } from '../../geodata/topology/seams.ts';
import type { Feature } from './features.ts';
import { type FindingKind, type FoundItem, type ImportReport, thresholds } from './report.ts';

/** What the geometry of the features, as given, says. */
export interface AsGiven {
  readonly found: ReadonlyMap<FindingKind, readonly FoundItem[]>;
  readonly seams: ImportReport['seams'];
  /** The seams themselves, between the features by number. */
  readonly lines: readonly Seam[];
  /** Square metres that belong to somebody. */
  readonly covered: number;
  readonly healed: number;
}

/** Judges the arrangement of `features`. Where there is none, the reason is the only finding. */
export function geometryFindings(
  features: readonly Feature[],
  arranged: ReturnType<typeof arrange>,
): AsGiven {
  if ('refusal' in arranged)
    return {
      found: new Map([['broken', [refusalItem(features, arranged.refusal)]]]),
      seams: { count: 0, pairs: 0, length: 0, junctions: 0 },
      lines: [],
      covered: 0,
      healed: 0,
    };
  const { arrangement, faults } = arranged;
  const { gaps, overlaps } = findDefects(arrangement, thresholds);
  const { healed, seams, pairs, junctions } = seamsOf(arrangement);
  const gap = (defect: Defect): FoundItem => defectItem(features, defect, defect.neighbours);
  const overlap = (defect: Defect): FoundItem => defectItem(features, defect, defect.owners);
  return {
    found: new Map<FindingKind, readonly FoundItem[]>([
      ['faulty-ring', ringItems(features, faults)],
      ['gap', gaps.filter((defect) => defect.class === 'wide').map(gap)],
      ['overlap', overlaps.filter((defect) => defect.class !== 'dust').map(overlap)],
      ['sliver', gaps.filter((defect) => defect.class === 'sliver').map(gap)],
      [
        'dust',
        [
          ...gaps.filter((defect) => defect.class === 'dust').map(gap),
          ...overlaps.filter((defect) => defect.class === 'dust').map(overlap),
        ],
      ],
    ]),
    seams: {
      count: seams.length,
      pairs,
      length: seams.reduce((sum, seam) => sum + seam.length, 0),
      junctions: junctions.length,
    },
    lines: seams,
    covered: ownedArea(arrangement),
    healed: healed.length,
  };
}

/** Seams between features once thin faces have got an owner, with those faces. */
export function seamsOf(arrangement: Arrangement) {
  const { owner, healed } = assignThinFaces(arrangement, { epsilon: thresholds.sliver });
  return { healed, ...findSeams(arrangement, owner) };
}

const ownedArea = ({ faceArea, faceOwnerStart }: Arranged['arrangement']): number =>
  faceArea.reduce(
    (sum, area, face) => sum + ((faceOwnerStart[face + 1] ?? 0) > (faceOwnerStart[face] ?? 0) ? area : 0),
    0,
  );

/** One item a feature: a ring with three spikes is one thing to mend. */
function ringItems(features: readonly Feature[], faults: readonly RingFault[]): FoundItem[] {
  const byFeature = new Map<number, RingFault[]>();
  for (const fault of faults) byFeature.set(fault.feature, [...(byFeature.get(fault.feature) ?? []), fault]);
  return [...byFeature].map(([number, own]) => {
    const kinds = [...new Set(own.map((fault) => fault.fault))];
    const detail = {
      zh: kinds.map((kind) => ringFaultWords[kind].zh).join('、'),
      en: kinds.map((kind) => ringFaultWords[kind].en).join(', '),
    };
    return {
      ...nameOf([features[number]]),
      at: own.find((fault) => fault.at)?.at ?? null,
      area: null,
      width: null,
      detail,
    };
  });
}

export const ringFaultWords: Readonly<Record<RingFaultKind | RowFault['fault'], Bilingual>> = {
  degenerate: { zh: '不足三个点', en: 'fewer than three points' },
  'no-area': { zh: '不围成面', en: 'encloses nothing' },
  'self-crossing': { zh: '穿过自身', en: 'crosses itself' },
  spike: { zh: '尖刺', en: 'spike' },
  pinch: { zh: '夹缝', en: 'pinch' },
  'self-touch': { zh: '触及自身', en: 'touches itself' },
  'hole-outside-shell': { zh: '孔洞在外环之外', en: 'hole outside its shell' },
  'holes-overlap': { zh: '孔洞相互重叠', en: 'its holes overlap' },
  'parts-overlap': { zh: '各部分相互重叠', en: 'its parts overlap' },
  unclosed: { zh: '首尾不闭合', en: 'not closed' },
  'no-shape': { zh: '没有图形', en: 'no shape' },
  'too-few-positions': { zh: '位置少于四个', en: 'fewer than four positions' },
};

function defectItem(features: readonly Feature[], defect: Defect, concerned: readonly number[]): FoundItem {
  const named = nameOf(concerned.map((feature) => features[feature]));
  const list = named.names.slice(0, 6).join('、');
  const more = named.names.length > 6 ? '…' : '';
  return {
    ...named,
    at: defect.at,
    area: defect.area,
    width: defect.width,
    detail: { zh: `四邻 ${list}${more}`, en: `between ${list}${more}` },
  };
}

const nameOf = (
  concerned: readonly (Feature | undefined)[],
): Pick<FoundItem, 'features' | 'codes' | 'names'> => {
  const known = concerned.filter((feature) => feature !== undefined);
  return {
    features: known.map((feature) => feature.number),
    codes: known.flatMap((feature) => feature.code ?? []),
    names: known.map((feature) => feature.name),
  };
};

const refusalItem = (features: readonly Feature[], refusal: ArrangeRefusal): FoundItem => ({
  ...nameOf(refusal.feature === null ? [] : [features[refusal.feature]]),
  at: refusal.at,
  area: null,
  width: null,
  detail: {
    zh: `${refusal.code}：得到 ${refusal.got}，应为 ${refusal.wanted}`,
    en: `${refusal.code}: got ${refusal.got}, wanted ${refusal.wanted}`,
  },
});
