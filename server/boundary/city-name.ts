import type { Area } from '../../geodata/area.ts';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import type { BoundaryLayer, CityName } from '../../geodata/read/layer.ts';

/** The four cities of provincial rank (GB/T 2260): their districts share the first two digits. */
const municipalities: Readonly<Record<string, string>> = {
  11: '北京市',
  12: '天津市',
  31: '上海市',
  50: '重庆市',
};

/**
 * The city the layers belong to: as stated, else that of the edition in force, else by the digits all codes share
 * (110000 for a municipality, 410100 for a city below a province, whose name must then be given).
 */
export function nameCity(
  layers: readonly BoundaryLayer[],
  known: ReadonlyMap<string, Area>,
): { city: CityName } | { refusal: Bilingual } {
  const stated = layers.find((layer) => layer.city)?.city;
  if (stated) return { city: stated };
  const own = layers.find((layer) => layer.level === 'city')?.rows[0];
  if (own?.code)
    return { city: { code: own.code, name: own.name, ...(own.nameEn && { nameEn: own.nameEn }) } };
  const codes = layers.flatMap((layer) => layer.rows.flatMap((row) => row.code ?? []));
  const inForce = [...known.values()].find((area) => area.level === 'city');
  const shared = (length: number): string | null => {
    const starts = new Set(codes.map((code) => code.slice(0, length)));
    const [start] = starts;
    return starts.size === 1 && start && /^\d+$/.test(start) ? start : null;
  };
  const province = shared(2);
  if (inForce && province && inForce.code.startsWith(province)) return { city: inForce };
  const municipality = province && municipalities[province];
  if (municipality) return { city: { code: `${province}0000`, name: municipality } };
  const code = shared(4) ? `${shared(4)}00` : null;
  return {
    refusal: code
      ? {
          zh: `城市 ${code} 的名称未知：请用 --city ${code}:名称`,
          en: `The name of city ${code} is not known: give --city ${code}:NAME`,
        }
      : {
          zh: '编码前几位不一，看不出属于哪座城市：请用 --city 编码:名称',
          en: 'The codes do not share their first digits, so their city is not known: give --city CODE:NAME',
        },
  };
}
