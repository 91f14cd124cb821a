import type { Jurisdiction, Party, Verdict } from '../../geodata/jurisdiction/verdict.ts';
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

/** Place and matter as one title, as short as a row of the list needs it: "Honglian South Rd, street stalls". */
export function caseTitle(
  { place, placeEn, category }: CaseName,
  language: Language,
  facts: (parts: readonly string[]) => string,
): string {
  if (language === 'zh') return facts([place, category.name]);
  const where = (placeEn || place).replace(
    /\b(Road|Street|Lane|Avenue)\b/g,
    (word) => streetWords[word] ?? word,
  );
  const what = category.nameEn || category.name;
  return facts([
    where.charAt(0).toUpperCase() + where.slice(1),
    what.charAt(0).toLowerCase() + what.slice(1),
  ]);
}

interface CaseName {
  readonly place: string;
  readonly placeEn: string;
  readonly category: { readonly name: string; readonly nameEn: string };
}

const streetWords: Readonly<Record<string, string>> = { Road: 'Rd', Street: 'St', Lane: 'Ln', Avenue: 'Ave' };

/** A phrase in the middle of a line; Chinese has no capitals. */
export const inLine = (phrase: string): string => phrase.charAt(0).toLowerCase() + phrase.slice(1);

/** The areas among the parties of a verdict: bodies come beside them and have no part of the footprint. */
export const areaParties = ({ parties }: Pick<Verdict, 'parties'>): readonly Party[] =>
  parties.filter(({ holding }) => holding === null);

/** Number of an area's hue and hatch by its code, so that colours do not swap while shares change. */
export function partyNumbers(verdict: Verdict): ReadonlyMap<string, number> {
  const codes = areaParties(verdict)
    .map((party) => party.jurisdiction.code)
    .sort();
  return new Map(codes.map((code, index) => [code, (index % 6) + 1]));
}

/** Code of the district of an area, or its own where it has none above it. */
export const districtCode = ({ path, code }: Jurisdiction): string => path[1] ?? code;

/** How many districts and areas a verdict calls; those merely informed do not count. */
export function extent(verdict: Verdict): { readonly districts: number; readonly areas: number } {
  const called = areaParties(verdict).filter((party) => party.role !== 'inform');
  return {
    districts: new Set(called.map((party) => districtCode(party.jurisdiction))).size,
    areas: called.length,
  };
}
