import { type Level, rank } from '../../geodata/area.ts';
import type { Rings } from '../../geodata/geometry.ts';
import type { BoundaryLayer } from '../../geodata/read/layer.ts';
import type { Arrangement } from '../../geodata/topology/arrangement.ts';
import type { Register } from './register.ts';
import type { Dropped } from './report.ts';

/** One shape to be arranged, with what a report calls it. */
export interface Feature {
  /** Place in its file, from 1; 0 for an area carried over. */
  readonly number: number;
  readonly code: string | null;
  readonly name: string;
  readonly level: Level;
  readonly polygons: readonly Rings[];
}

/** The finest areas twice: as the files give them, for the report, and as the edition will have them. */
export interface Features {
  readonly given: readonly Feature[];
  readonly final: readonly Feature[];
  /** True where the two are the same list. */
  readonly asGiven: boolean;
  /** Finest areas without any shape, which no edition can hold. */
  readonly shapeless: readonly Dropped[];
}

/** Finest areas in the order of their codes; rows without a code, which only the report sees, come last. */
export function listFeatures(register: Register, layers: readonly BoundaryLayer[]): Features {
  const given: Feature[] = [];
  const final: Feature[] = [];
  const shapeless: Dropped[] = [];
  const leaves = [...register.entries.values()].filter(
    ({ area }) => area.level !== 'city' && !register.upper.has(area.code),
  );
  for (const { area, rows } of leaves.sort((a, b) => (a.area.code < b.area.code ? -1 : 1))) {
    const { code, name, level } = area;
    const drawn = rows.filter((row) => row.polygons.length > 0);
    const [first] = drawn;
    if (!first) {
      shapeless.push({
        code,
        name,
        level,
        reason: { zh: '没有图形，也没有下级', en: 'has neither a shape nor children' },
      });
      continue;
    }
    for (const row of drawn) given.push({ number: row.feature, code, name, level, polygons: row.polygons });
    final.push({ number: first.feature, code, name, level, polygons: drawn.flatMap((row) => row.polygons) });
  }
  const asGiven = given.length === final.length;
  const finest = Math.max(...layers.map((layer) => rank(layer.level)));
  for (const { level, rows } of layers)
    for (const { feature, code, name, polygons } of rows)
      if (rank(level) === finest && code === null && polygons.length > 0)
        given.push({ number: feature, code, name, level, polygons });
  return { given, final, asGiven: asGiven && given.length === final.length, shapeless };
}

/**
 * The edition's features without those that hold no land at all once arranged (rings that enclose nothing): nobody can
 * be responsible for them. `arrangement` is that of `given`.
 */
export function withLand({ given, final, asGiven, shapeless }: Features, arrangement: Arrangement): Features {
  const codes = new Set<string | null>();
  for (const owner of arrangement.faceOwner) codes.add(given[owner]?.code ?? null);
  const empty = final.filter(({ code }) => !codes.has(code));
  if (empty.length === 0) return { given, final, asGiven, shapeless };
  const reason = { zh: '图形不围成任何面', en: 'its shape encloses nothing' };
  return {
    given,
    final: final.filter(({ code }) => codes.has(code)),
    asGiven: false,
    shapeless: [
      ...shapeless,
      ...empty.map(({ code, name, level }) => ({ code: code ?? '', name, level, reason })),
    ],
  };
}
