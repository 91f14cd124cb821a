import type { SeamView } from '../api.ts';
import type { Language } from '../text/text.ts';

/** An area's name without its rank: 广安门外街道 → 广安门外, Taipingqiao Subdistrict → Taipingqiao. */
export function shortName(
  area: { readonly name: string; readonly nameEn: string },
  language: Language,
): string {
  if (language === 'en')
    return (area.nameEn || area.name).replace(/ (Sub-?district|Township|Town|District)$/i, '');
  return area.name.length > 2 ? area.name.replace(/(街道|地区|镇|乡|区)$/, '') || area.name : area.name;
}

type Sides = Pick<SeamView, 'left' | 'right'>;
type Named = Pick<SeamView['left'], 'name' | 'nameEn'>;
interface Names {
  readonly left: Named;
  readonly right: Named;
}

/** A seam by its sides: 广安门外 × 太平桥. */
export const seamName = ({ left, right }: Names, language: Language): string =>
  `${shortName(left, language)} × ${shortName(right, language)}`;

/** The districts of a seam's sides, once where they are the same: 西城 × 丰台. */
export function districtsOf({ left, right }: Sides, language: Language): string {
  const names = [left, right].flatMap(({ district }) => (district ? [shortName(district, language)] : []));
  return [...new Set(names)].join(' × ');
}
