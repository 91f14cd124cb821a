import type { Jurisdiction, Verdict } from '../../geodata/jurisdiction/verdict.ts';
import type { Language } from '../text/text.ts';

/** An area's name without its rank: 广安门外街道 → 广安门外, Taipingqiao Subdistrict → Taipingqiao. */
export function shortName(
  area: { readonly name: string; readonly nameEn: string },
  language: Language,
): string {
  if (language === 'en')
    return (area.nameEn || area.name).replace(/ (Sub-?district|Township|Town|District|Community)$/i, '');
  return area.name.length > 2 ? area.name.replace(/(街道|地区|镇|乡|社区|区)$/, '') || area.name : area.name;
}

/** Number of a party's hue and hatch by area code, so that colours do not swap while shares change. */
export function partyNumbers(verdict: Verdict): ReadonlyMap<string, number> {
  const codes = verdict.parties.map((party) => party.jurisdiction.code).sort();
  return new Map(codes.map((code, index) => [code, (index % 6) + 1]));
}

/** Code of the district of an area, or its own where it has none above it. */
export const districtCode = ({ path, code }: Jurisdiction): string => path[1] ?? code;

/** How many districts and areas a verdict calls; those merely informed do not count. */
export function extent(verdict: Verdict): { readonly districts: number; readonly areas: number } {
  const called = verdict.parties.filter((party) => party.role !== 'inform');
  return {
    districts: new Set(called.map((party) => districtCode(party.jurisdiction))).size,
    areas: called.length,
  };
}
