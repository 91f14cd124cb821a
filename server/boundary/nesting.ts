import type { Area } from '../../geodata/area.ts';
import type { Lonlat, Rings } from '../../geodata/geometry.ts';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import { arrange } from '../../geodata/topology/arrange.ts';
import type { Arrangement } from '../../geodata/topology/arrangement.ts';
import { ownersOf, placeInFace } from '../../geodata/topology/face.ts';
import { type FoundItem, thresholds } from './report.ts';
import { type Shape, sameOutline } from './shapes.ts';

/** An area with a shape of its own, whoever drew it. */
export interface Drawn {
  readonly area: Area;
  readonly polygons: readonly Rings[];
}

/** Where children lie outside the shape their parent was given, though its key says they belong to it. */
export interface Disagreement {
  /** Children that lie mostly outside their parent. */
  readonly outside: readonly FoundItem[];
  /** Smaller parts, by child and by the area they lie in instead. */
  readonly disagree: readonly FoundItem[];
}

/**
 * Compares shapes given to parents with those their children add up to. Two hands never draw the same line, so the
 * layers are arranged together for this comparison alone; the edition keeps the children's lines.
 * `own` are the parents' shapes as dissolved from the children.
 */
export function compareLayers(
  parents: readonly Drawn[],
  own: ReadonlyMap<string, Shape>,
  children: readonly Drawn[],
): Disagreement {
  const differing = new Set(
    parents.flatMap(({ area, polygons }) => {
      const shape = own.get(area.code);
      return shape && !sameOutline(polygons, shape.polygons) ? area.code : [];
    }),
  );
  const asked = children.filter(({ area }) => area.parent !== null && differing.has(area.parent));
  if (asked.length === 0) return { outside: [], disagree: [] };
  const arranged = arrange([...parents, ...asked]);
  if ('refusal' in arranged) return { outside: [], disagree: [uncomparable(arranged.refusal.at)] };
  return strays(arranged.arrangement, parents, asked);
}

interface Stray {
  readonly child: Drawn;
  /** The area its key says it belongs to. */
  readonly belongs: Drawn | undefined;
  readonly lies: Drawn | undefined;
  area: number;
  largest: number;
  at: Lonlat;
}

function strays(a: Arrangement, parents: readonly Drawn[], children: readonly Drawn[]): Disagreement {
  const found = new Map<string, Stray>();
  const whole = new Map<Drawn, number>();
  const lost = new Map<Drawn, number>();
  const byCode = new Map(parents.map((parent) => [parent.area.code, parent]));
  for (let face = 1; face < a.faceArea.length; face++) {
    const owners = [...ownersOf(a, face)];
    const above = owners.flatMap((owner) => parents[owner] ?? []);
    const area = a.faceArea[face] ?? 0;
    for (const owner of owners) {
      const child = children[owner - parents.length];
      if (!child) continue;
      whole.set(child, (whole.get(child) ?? 0) + area);
      if (above.some((parent) => parent.area.code === child.area.parent)) continue;
      lost.set(child, (lost.get(child) ?? 0) + area);
      const lies = above[0];
      const key = `${child.area.code}|${lies?.area.code ?? ''}`;
      const belongs = byCode.get(child.area.parent ?? '');
      const stray = found.get(key) ?? { child, belongs, lies, area: 0, largest: 0, at: [0, 0] };
      stray.area += area;
      if (area > stray.largest) [stray.largest, stray.at] = [area, placeInFace(a, face)];
      found.set(key, stray);
    }
  }
  const mostly = (child: Drawn): boolean =>
    (lost.get(child) ?? 0) > thresholds.outsideParent * (whole.get(child) ?? 0);
  const items = [...found.values()].filter((stray) => stray.area >= 1);
  return {
    outside: items.filter((stray) => mostly(stray.child)).map(strayItem),
    disagree: items.filter((stray) => !mostly(stray.child)).map(strayItem),
  };
}

function strayItem({ child, belongs, lies, area, at }: Stray): FoundItem {
  const { parent } = child.area;
  const own = {
    zh: `${child.area.name}属${belongs?.area.name ?? ''}（${parent}），`,
    en: `${child.area.nameEn} belongs to ${belongs ? `${belongs.area.nameEn} (${parent})` : parent}, `,
  };
  return {
    features: [],
    codes: [child.area.code, ...(lies ? [lies.area.code] : [])],
    names: [child.area.name, ...(lies ? [lies.area.name] : [])],
    at,
    area,
    width: null,
    detail: lies
      ? {
          zh: `${own.zh}此处按上级图层却在${lies.area.name}`,
          en: `${own.en}yet the layer above has ${lies.area.nameEn} here`,
        }
      : { zh: `${own.zh}此处在上级图层之外`, en: `${own.en}yet the layer above has nothing here` },
  };
}

const uncomparable = (at: Lonlat | null): FoundItem => {
  const detail: Bilingual = {
    zh: '两图层差异过细，无法逐块比较',
    en: 'the layers differ in too many small pieces to be compared',
  };
  return { features: [], codes: [], names: [], at, area: null, width: null, detail };
};
