import type { Area } from '../../geodata/area.ts';
import type { Coverage } from '../../geodata/jurisdiction/coverage.ts';
import { type AreaIndex, indexAreas } from '../search/index.ts';
import type { SideView } from './view.ts';

/** Codes of the parties in an area, or of the one that a finer area belongs to. */
export function partiesUnder(coverage: Coverage, code: string): string[] {
  const above = coverage.areas.has(code) ? coverage.pathOf(code) : [];
  return coverage.parties
    .filter((party) => coverage.pathOf(party.code).includes(code) || above.includes(party.code))
    .map((party) => party.code);
}

/** Names a side by its code in an edition. */
export function sideIn(coverage: Coverage, code: string): SideView {
  const { name, nameEn } = coverage.jurisdictionOf(code);
  const above = coverage.ancestorAt(code, 'district');
  const district = above === null || above === code ? null : coverage.jurisdictionOf(above);
  return {
    code,
    name,
    nameEn,
    district: district && { code: district.code, name: district.name, nameEn: district.nameEn },
  };
}

/**
 * Finds the parties meant by words such as people write of a seam: "广安门外 太平桥", "gaw × 丰台". For each word the codes
 * of parties whose own name, or whose district's, fits it.
 */
export function seamFinder(): (coverage: Coverage, words: string) => string[][] {
  let indexed: { readonly edition: number; readonly index: AreaIndex } | null = null;
  const indexOf = (coverage: Coverage): AreaIndex => {
    if (indexed?.edition === coverage.edition) return indexed.index;
    const districts = new Set<Area>();
    for (const { code } of coverage.parties) {
      const district = coverage.areas.get(coverage.ancestorAt(code, 'district') ?? '');
      if (district) districts.add(district);
    }
    const areas = [...new Set([...districts, ...coverage.parties])];
    indexed = { edition: coverage.edition, index: indexAreas(areas) };
    return indexed.index;
  };
  return (coverage, words) =>
    words
      .split(/[\s×x|,，、]+/i)
      .filter(Boolean)
      .map((word) =>
        indexOf(coverage)
          .find(word, coverage.parties.length)
          .flatMap(({ code }) => partiesUnder(coverage, code)),
      );
}
