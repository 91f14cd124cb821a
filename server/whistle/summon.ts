import type { HoldingKind } from '../../geodata/jurisdiction/records.ts';
import type { Jurisdiction, Party, Posting, Verdict } from '../../geodata/jurisdiction/verdict.ts';
import type { ListedDepartment } from '../duty/list.ts';

/** A body to be called, for the side of one area. */
export interface Call {
  readonly areaCode: string;
  readonly bodyCode: string;
  readonly bodyName: string;
  readonly bodyNameEn: string;
  readonly short: string;
  readonly shortEn: string;
  readonly posting: Posting;
}

/** What a body is named by: the area and, for its departments, the district they belong to. */
export interface Place {
  readonly jurisdiction: Jurisdiction;
  readonly district: { readonly code: string; readonly name: string; readonly nameEn: string };
}

/**
 * The bodies a joint whistle calls: for each side its own office, then the departments of its district, then whoever
 * holds something there. One call per body: where two sides lie in one district its departments come once, for the side
 * named first. A holder comes for the side that its holding mostly lies in, else for the first one.
 */
export function callsFor(
  sides: readonly Place[],
  departments: (path: readonly string[]) => readonly ListedDepartment[],
  holders: readonly Party[],
): Call[] {
  const calls = new Map<string, Call>();
  for (const { jurisdiction, district } of sides) {
    const areaCode = jurisdiction.code;
    const office: Call = {
      areaCode,
      bodyCode: areaCode,
      bodyName: jurisdiction.name,
      bodyNameEn: jurisdiction.nameEn,
      ...officeShort(jurisdiction),
      posting: 'body',
    };
    calls.set(office.bodyCode, office);
    for (const d of departments(jurisdiction.path)) {
      const bodyCode = `${district.code}-${d.code}`;
      if (calls.has(bodyCode)) continue;
      calls.set(bodyCode, {
        areaCode,
        bodyCode,
        bodyName: `${district.name.replace(/[区县市]$/, '')}${d.short}`,
        bodyNameEn: `${district.nameEn} ${d.shortEn}`,
        short: d.short,
        shortEn: d.shortEn,
        posting: d.posting,
      });
    }
  }
  for (const { jurisdiction: body, holding } of holders) {
    const side = sides.find((s) => body.path.includes(s.jurisdiction.code)) ?? sides[0];
    if (!holding || !side || calls.has(body.code)) continue;
    calls.set(body.code, {
      areaCode: side.jurisdiction.code,
      bodyCode: body.code,
      bodyName: body.name,
      bodyNameEn: body.nameEn,
      short: holderShort[holding.kind][0],
      shortEn: holderShort[holding.kind][1],
      posting: 'onCall',
    });
  }
  return [...calls.values()];
}

/** Whoever must come for something held rather than for an area. */
export const holdersIn = ({ parties }: Verdict): readonly Party[] =>
  parties.filter(({ holding, role }) => holding !== null && role !== 'inform');

const holderShort: Readonly<Record<HoldingKind, readonly [zh: string, en: string]>> = {
  water: ['河湖', 'Waters'],
  rail: ['铁路', 'Railway'],
  expressway: ['高速', 'Expressway'],
  park: ['公园', 'Park'],
  asset: ['管养', 'Manager'],
  parcel: ['权属', 'Owner'],
};

/** An office goes by the last word of its area's name: 街道, 地区, 镇, 乡. */
function officeShort({ name, level }: Jurisdiction): Pick<Call, 'short' | 'shortEn'> {
  if (level === 'district') return { short: '区', shortEn: 'District' };
  if (level !== 'subdistrict') return { short: '社区', shortEn: 'Community' };
  if (name.endsWith('街道')) return { short: '街道', shortEn: 'Office' };
  if (name.endsWith('地区')) return { short: '地区', shortEn: 'Office' };
  return { short: name.endsWith('乡') ? '乡' : '镇', shortEn: 'Township' };
}
