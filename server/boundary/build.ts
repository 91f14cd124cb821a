import { type Area, rank } from '../../geodata/area.ts';
import type { EditionGeography } from '../../geodata/jurisdiction/edition.ts';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import type { BoundaryLayer } from '../../geodata/read/layer.ts';
import { arrange } from '../../geodata/topology/arrange.ts';
import type { Arrangement } from '../../geodata/topology/arrangement.ts';
import { checkArrangement } from '../../geodata/topology/check.ts';
import { type Carried, carryFiner } from './carry.ts';
import { type BuiltEdition, drawEdition, outlinesAt } from './draw-edition.ts';
import { type Feature, listFeatures, withLand } from './features.ts';
import { geometryFindings, ringFaultWords, seamsOf } from './geometry-findings.ts';
import { hierarchyOf } from './hierarchy.ts';
import { compareLayers, type Disagreement, type Drawn } from './nesting.ts';
import { levelsIn, register } from './register.ts';
import type { FindingKind, FoundItem, ImportReport } from './report.ts';
import { type Found, summarise } from './summary.ts';

export interface BuildOptions {
  /** Kinds of error accepted by name. */
  readonly accept?: readonly FindingKind[];
  /** The edition in force: lends names, parents and finer levels, and is compared with. */
  readonly base?: EditionGeography | null;
  readonly onProgress?: (step: Bilingual, fraction: number) => void;
}

/** What the findings of a report rest on: every one of them, and the features as given with their arrangement. */
export interface Evidence {
  readonly found: ReadonlyMap<FindingKind, readonly FoundItem[]>;
  readonly features: readonly Feature[];
  /** Null where the features cannot be arranged. */
  readonly arrangement: Arrangement | null;
}

export type BuildResult =
  | { readonly report: ImportReport; readonly edition: BuiltEdition | null; readonly evidence: Evidence }
  | { readonly refusal: Bilingual };

/**
 * Makes an edition of one or more layers and reports everything that is wrong with them. Areas without children are the
 * finest; all above them are dissolved by parent key. The edition is built as if every error were accepted, so that it
 * can be looked at; whether it may be published is for `report.errors` to say. It is null where no partition can be made.
 */
export function buildEdition(layers: readonly BoundaryLayer[], options: BuildOptions = {}): BuildResult {
  const { base = null, onProgress = () => {} } = options;
  onProgress({ zh: '核对编码', en: 'Checking codes' }, 0);
  const registered = register(layers, new Map(base?.areas.map((area) => [area.code, area])));
  if ('refusal' in registered) return registered;
  const carried = carry(registered.register, layers, base);
  const { entries, missing, duplicates, orphans, prefixes } = carried.register;
  const listed = listFeatures(carried.register, layers);

  const given = arrange(listed.given, (part) => onProgress(arranging, 0.05 + 0.3 * part));
  const features = 'refusal' in given ? listed : withLand(listed, given.arrangement);
  const final =
    'refusal' in given || features.asGiven
      ? given
      : arrange(features.final, (part) => onProgress(arranging, 0.35 + 0.05 * part));
  onProgress({ zh: '检查界线', en: 'Checking boundaries' }, 0.4);
  const seen = geometryFindings(features.given, given);
  const found = new Map<FindingKind, readonly FoundItem[]>(seen.found);
  found.set('missing-code', missing).set('duplicate-code', duplicates);
  found.set('orphan', orphans).set('code-prefix', prefixes);
  found.set('faulty-ring', [...rowFaults(layers), ...(seen.found.get('faulty-ring') ?? [])]);
  const about: Found = {
    layers,
    carried,
    shapeless: features.shapeless,
    seen,
    found,
    accepted: options.accept ?? [],
    base,
  };
  const evidence: Evidence = {
    found,
    features: features.given,
    arrangement: 'refusal' in given ? null : given.arrangement,
  };
  if ('refusal' in final || features.final.length === 0) {
    if (features.final.length === 0) found.set('broken', [nothingLeft]);
    return { report: summarise(about, null), edition: null, evidence };
  }

  const broken = checkArrangement(final, features.asGiven ? features.given : features.final);
  if (broken.length > 0) found.set('broken', broken.map(brokenItem));
  onProgress({ zh: '合并上级', en: 'Dissolving upper levels' }, 0.6);
  const leaves = features.final.map((feature) => feature.code ?? '');
  const areas = new Map([...entries].map(([code, entry]) => [code, entry.area]));
  const seams = features.asGiven ? seen.lines : seamsOf(final.arrangement).seams;
  const edition = drawEdition(
    final.arrangement,
    leaves,
    hierarchyOf(standing(areas, leaves)),
    base?.edition ?? null,
    seams,
  );
  onProgress({ zh: '比较各级图层', en: 'Comparing layers' }, 0.85);
  const nesting = compareWithGiven(carried, edition, base);
  found.set('outside-parent', nesting.outside).set('layers-disagree', nesting.disagree);
  return { report: summarise(about, edition), edition, evidence };
}

const arranging: Bilingual = { zh: '铺开界线', en: 'Arranging boundaries' };

/** Finer levels come from the edition in force, below the finest level that the layers bring. */
function carry(
  own: Carried['register'],
  layers: readonly BoundaryLayer[],
  base: EditionGeography | null,
): Carried {
  if (!base) return { register: own, carried: {}, dropped: [] };
  const finest = layers.reduce(
    (level, layer) => (rank(layer.level) > rank(level) ? layer.level : level),
    layers[0]?.level ?? 'city',
  );
  return carryFiner(own, base, finest);
}

/** Areas that hold some land: the finest, and all above them. */
function standing(areas: ReadonlyMap<string, Area>, leaves: readonly string[]): Area[] {
  const found = new Map<string, Area>();
  for (const leaf of leaves)
    for (let code: string | null = leaf; code !== null && !found.has(code); ) {
      const area = areas.get(code);
      if (!area) throw new Error(`area ${code}, on the way up from ${leaf}, is not registered`);
      found.set(code, area);
      code = area.parent;
    }
  return [...found.values()].sort((a, b) => rank(a.level) - rank(b.level) || (a.code < b.code ? -1 : 1));
}

/**
 * Upper levels have their lines from below. Where the layers brought lines of their own for them, or the edition in
 * force has them, the two are compared.
 */
function compareWithGiven(
  { register: { entries } }: Carried,
  edition: BuiltEdition,
  base: EditionGeography | null,
): Disagreement {
  const outside: FoundItem[] = [];
  const disagree: FoundItem[] = [];
  const shapes = new Map(
    edition.boundaries.map(({ area, polygons, size }) => [area.code, { polygons, area: size }]),
  );
  const children: Drawn[] = edition.boundaries.map(({ area, polygons }) => ({ area, polygons }));
  const before = base && hierarchyOf(base.areas);
  for (const level of levelsIn(edition.areas)) {
    const past = base && before ? outlinesAt(base.arrangement, level, base.leaves, before) : null;
    const parents = edition.boundaries.flatMap(({ area }) => {
      if (area.level !== level) return [];
      const own = entries.get(area.code)?.rows.flatMap((row) => row.polygons) ?? [];
      const polygons = own.length > 0 ? own : (past?.get(area.code)?.polygons ?? []);
      return polygons.length > 0 ? [{ area, polygons }] : [];
    });
    // Areas that the new layers know nothing of are no parents, but a child may lie in one.
    for (const [code, { polygons }] of past ?? []) {
      const area = before?.areas.get(code);
      if (area && !shapes.has(code)) parents.push({ area, polygons });
    }
    const found = compareLayers(parents, shapes, children);
    outside.push(...found.outside);
    disagree.push(...found.disagree);
  }
  return { outside, disagree };
}

const rowFaults = (layers: readonly BoundaryLayer[]): FoundItem[] =>
  layers.flatMap(({ rows }) =>
    rows.flatMap((row) => {
      const [fault] = row.faults;
      if (!fault) return [];
      const codes = row.code === null ? [] : [row.code];
      return [
        {
          features: [row.feature],
          codes,
          names: [row.name],
          at: fault.at,
          area: null,
          width: null,
          detail: ringFaultWords[fault.fault],
        },
      ];
    }),
  );

const place = { features: [], codes: [], names: [], area: null, width: null } as const;
const nothingLeft: FoundItem = {
  ...place,
  at: null,
  detail: { zh: '没有可用的要素', en: 'no feature is left to build an edition of' },
};
const brokenItem = (fault: ReturnType<typeof checkArrangement>[number]): FoundItem => ({
  ...place,
  at: fault.at,
  detail: {
    zh: `自检未通过（${fault.assertion}）：得到 ${fault.got}，应为 ${fault.wanted}`,
    en: `self-check ${fault.assertion} failed: got ${fault.got}, wanted ${fault.wanted}`,
  },
});
