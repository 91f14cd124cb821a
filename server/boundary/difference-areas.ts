import type { Area, Level } from '../../geodata/area.ts';
import type { Bounds } from '../../geodata/geometry.ts';

/** What may happen to an area from one edition to another, what matters most first. */
export const changes = ['split', 'merged', 'added', 'removed', 'moved', 'reparented', 'renamed'] as const;
export type Change = (typeof changes)[number];

/** Land that changed hands between two areas of one level. */
export interface Move {
  readonly from: string | null;
  readonly to: string | null;
  readonly lost: boolean;
  readonly gained: boolean;
  /** Square metres. */
  readonly area: number;
}

/** Areas of one level in one edition; size and bounds are null where outlines were not compared. */
export type Known = ReadonlyMap<
  string,
  Area & { readonly size: number | null; readonly bounds: Bounds | null }
>;

interface Share {
  /** Null for land that nobody had, or has. */
  readonly code: string | null;
  readonly name: string;
  readonly nameEn: string;
  /** Square metres. */
  readonly area: number;
}

/** What happened to one area. */
export interface AreaDifference {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly level: Level;
  /** What matters most, and all that happened. */
  readonly kind: Change;
  readonly kinds: readonly Change[];
  readonly before: {
    readonly code: string;
    readonly name: string;
    readonly parent: string | null;
    readonly size: number | null;
  } | null;
  readonly after: {
    readonly code: string;
    readonly name: string;
    readonly parent: string | null;
    readonly size: number | null;
  } | null;
  /** Square metres. */
  readonly gained: number;
  readonly lost: number;
  /** Where what it gained came from, and where what it lost went to, the largest first. */
  readonly from: readonly Share[];
  readonly to: readonly Share[];
  readonly bounds: Bounds | null;
}

/** Parts that count: of an area that another takes over, of one that is taken apart, of one that only changes its code. */
const parts = { taken: 0.5, apart: 0.05, same: 0.99 } as const;

/** What happened to each area of a level, those to which nothing did left out but counted. */
export function tellAreas(
  level: Level,
  old: Known,
  now: Known,
  moves: readonly Move[],
): {
  readonly areas: readonly AreaDifference[];
  readonly counts: Readonly<Record<Change | 'unchanged', number>>;
} {
  const outgoing = sum(
    moves.filter((move) => move.lost),
    'from',
    'to',
  );
  const incoming = sum(
    moves.filter((move) => move.gained),
    'to',
    'from',
  );
  const formerOf = recoded(old, now, outgoing);
  const gone = new Set(formerOf.values());
  const counts: Record<Change | 'unchanged', number> = {
    split: 0,
    merged: 0,
    added: 0,
    removed: 0,
    moved: 0,
    reparented: 0,
    renamed: 0,
    unchanged: 0,
  };
  const areas: AreaDifference[] = [];
  for (const code of [...new Set([...old.keys(), ...now.keys()])].sort()) {
    if (gone.has(code)) continue;
    const former = formerOf.get(code) ?? code;
    const [before, after] = [old.get(former) ?? null, now.get(code) ?? null];
    const shown = after ?? before;
    if (!shown) continue;
    const gains = new Map(incoming.get(code));
    const losses = new Map(outgoing.get(former));
    if (former !== code) {
      gains.delete(former);
      losses.delete(code);
    }
    const kinds = changes.filter((change) =>
      happened[change]({ code, before, after, gains, losses, old, now }),
    );
    for (const kind of kinds) counts[kind]++;
    const [kind] = kinds;
    if (!kind) {
      counts.unchanged++;
      continue;
    }
    areas.push({
      code,
      name: shown.name,
      nameEn: shown.nameEn,
      level,
      kind,
      kinds,
      before: before && brief(before),
      after: after && brief(after),
      gained: total(gains),
      lost: total(losses),
      from: shares(gains, old),
      to: shares(losses, now),
      bounds: joined(before?.bounds ?? null, after?.bounds ?? null),
    });
  }
  return { areas, counts };
}

type Flow = ReadonlyMap<string | null, number>;

interface Case {
  readonly code: string;
  readonly before: (Area & { readonly size: number | null }) | null;
  readonly after: (Area & { readonly size: number | null }) | null;
  readonly gains: Flow;
  readonly losses: Flow;
  readonly old: Known;
  readonly now: Known;
}

const happened: Readonly<Record<Change, (about: Case) => boolean>> = {
  added: ({ before }) => before === null,
  removed: ({ after }) => after === null,
  moved: ({ before, after, gains, losses }) =>
    before !== null && after !== null && gains.size + losses.size > 0,
  reparented: ({ before, after }) => before !== null && after !== null && before.parent !== after.parent,
  renamed: ({ before, after }) =>
    before !== null && after !== null && (before.name !== after.name || before.code !== after.code),
  // A new area stands mostly on land of this one, which goes on beside it or is gone in two or more.
  split({ before, after, losses, old, now }) {
    if (!before) return false;
    const apart = [...losses].filter(
      ([code, area]) => code !== null && area >= parts.apart * (before.size ?? Infinity),
    );
    const born = apart.filter(
      ([code, area]) =>
        code !== null && !old.has(code) && area >= parts.taken * (now.get(code)?.size ?? Infinity),
    );
    return born.length > 0 && (after !== null || apart.length > 1);
  },
  // Areas that are gone lie mostly in this one, which was there before or is made of two or more.
  merged({ before, after, gains, old, now }) {
    if (!after) return false;
    const taken = [...gains].filter(
      ([code, area]) =>
        code !== null && !now.has(code) && area >= parts.taken * (old.get(code)?.size ?? Infinity),
    );
    return taken.length > 0 && (before !== null || taken.length > 1);
  },
};

/** New codes of areas whose land stayed the same, with their former codes. */
function recoded(old: Known, now: Known, outgoing: ReadonlyMap<string, Flow>): ReadonlyMap<string, string> {
  const formerOf = new Map<string, string>();
  for (const [former, { size }] of old) {
    if (now.has(former) || size === null) continue;
    for (const [code, area] of outgoing.get(former) ?? []) {
      const after = code === null || old.has(code) ? undefined : now.get(code);
      if (
        code !== null &&
        after &&
        area >= parts.same * size &&
        area >= parts.same * (after.size ?? Infinity)
      )
        formerOf.set(code, former);
    }
  }
  return formerOf;
}

function sum(moves: readonly Move[], by: 'from' | 'to', of: 'from' | 'to'): ReadonlyMap<string, Flow> {
  const flows = new Map<string, Map<string | null, number>>();
  for (const move of moves) {
    const key = move[by];
    if (key === null) continue;
    const flow = flows.get(key) ?? new Map<string | null, number>();
    flows.set(key, flow.set(move[of], (flow.get(move[of]) ?? 0) + move.area));
  }
  return flows;
}

const total = (flow: Flow): number => [...flow.values()].reduce((sum, area) => sum + area, 0);

const shares = (flow: Flow, known: Known): readonly Share[] =>
  [...flow]
    .map(([code, area]) => {
      const { name = '', nameEn = '' } = (code !== null && known.get(code)) || {};
      return { code, name, nameEn, area };
    })
    .sort((a, b) => b.area - a.area);

const brief = ({ code, name, parent, size }: Area & { readonly size: number | null }) => ({
  code,
  name,
  parent,
  size,
});

const joined = (a: Bounds | null, b: Bounds | null): Bounds | null =>
  a && b
    ? [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])]
    : (a ?? b);
