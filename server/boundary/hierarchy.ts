import { type Area, type Level, rank } from '../../geodata/area.ts';

/** Who belongs to whom: `ancestor` finds the area of a level above (or at) a given one. */
export interface Hierarchy {
  readonly areas: ReadonlyMap<string, Area>;
  /** Codes from the city down to the area itself. */
  path(code: string): readonly string[];
  /** Code of the area of `level` that holds `code`; null where the way up passes that level by. */
  ancestor(code: string, level: Level): string | null;
  /** Largest level at which the two belong to different areas, which is their own where one holds neither. */
  levelOfSeam(a: string, b: string): Level;
}

export function hierarchyOf(areas: Iterable<Area>): Hierarchy {
  const byCode = new Map([...areas].map((area) => [area.code, area]));
  const paths = new Map<string, readonly string[]>();
  const path = (code: string): readonly string[] => {
    const found = paths.get(code);
    if (found) return found;
    const area = byCode.get(code);
    if (!area) throw new Error(`area ${code} is not in the edition`);
    const made = area.parent === null ? [code] : [...path(area.parent), code];
    paths.set(code, made);
    return made;
  };
  const levelAt = (code: string | undefined): Level | undefined =>
    code === undefined ? undefined : byCode.get(code)?.level;
  return {
    areas: byCode,
    path,
    ancestor: (code, level) => path(code).find((step) => levelAt(step) === level) ?? null,
    levelOfSeam(a, b) {
      const [left, right] = [path(a), path(b)];
      const at = left.findIndex((step, i) => step !== right[i]);
      const [one, other] = [levelAt(left[at]), levelAt(right[at])];
      if (!one || !other) return one ?? other ?? 'cell';
      return rank(one) < rank(other) ? one : other;
    },
  };
}
