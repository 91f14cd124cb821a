import type { SeamCost } from '../../api.ts';
import type { Language } from '../../text/text.ts';

interface Named {
  readonly name: string;
  readonly nameEn: string;
}

/** An area's name without its rank: 广安门外街道 → 广安门外, Taipingqiao Subdistrict → Taipingqiao. */
export function shortName(area: Named, language: Language): string {
  if (language === 'en')
    return (area.nameEn || area.name).replace(/ (Sub-?district|Township|Town|District)$/i, '');
  return area.name.length > 2 ? area.name.replace(/(街道|地区|镇|乡|区)$/, '') || area.name : area.name;
}

/** A seam by its sides: 广安门外 × 太平桥. */
export const seamName = (
  { left, right }: { readonly left: Named; readonly right: Named },
  language: Language,
): string => `${shortName(left, language)} × ${shortName(right, language)}`;

/** The districts of its sides, once where they are the same: 西城 × 丰台. */
export function districtsOf({ left, right }: Pick<SeamCost, 'left' | 'right'>, language: Language): string {
  const names = [left, right].flatMap(({ district }) => (district ? [shortName(district, language)] : []));
  return [...new Set(names)].join(' × ');
}
