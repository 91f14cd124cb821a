import type { HoldingKind } from '../../geodata/jurisdiction/records.ts';
import type { Jurisdiction, Party, Posting, Verdict } from '../../geodata/jurisdiction/verdict.ts';
import type { KnownBody } from '../body/find.ts';
import type { BodyKind } from '../body/kinds.ts';
import { bodyNames, officeShort } from '../body/resolve.ts';
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
      const bodyCode = d.body ?? `${district.code}-${d.code}`;
      if (calls.has(bodyCode)) continue;
      const { name, nameEn } = d.body ? d : bodyNames(district, d);
      calls.set(bodyCode, {
        areaCode,
        bodyCode,
        bodyName: name,
        bodyNameEn: nameEn,
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

/** A call of a body on record, for a side. */
export const callOf = (body: KnownBody, areaCode: string): Call => ({
  areaCode,
  bodyCode: body.code,
  bodyName: body.name,
  bodyNameEn: body.nameEn,
  short: body.short,
  shortEn: body.shortEn,
  posting: body.posting ?? 'onCall',
});

/** The calls by the names that the bodies have on record, where they are on record. */
export const withNames = (calls: readonly Call[], bodies: ReadonlyMap<string, KnownBody>): Call[] =>
  calls.map((call) => {
    const body = bodies.get(call.bodyCode);
    if (!body) return call;
    return { ...callOf(body, call.areaCode), posting: call.posting };
  });

/** What kind of body a holder is: whoever owns a parcel, or an institution that manages. */
export const holderKind = ({ holding }: Party): BodyKind =>
  holding?.kind === 'parcel' ? 'owner' : 'institution';

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
