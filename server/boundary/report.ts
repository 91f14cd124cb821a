import type { Level } from '../../geodata/area.ts';
import type { Lonlat } from '../../geodata/geometry.ts';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';

/** What an import can find, in the order a person reads it. The key is the name to accept it by. */
export const findings = {
  'faulty-ring': { severity: 'error', title: { zh: '环线有误', en: 'faulty rings' } },
  gap: { severity: 'error', title: { zh: '缺口', en: 'gaps' } },
  overlap: { severity: 'error', title: { zh: '重叠', en: 'overlaps' } },
  'duplicate-code': { severity: 'error', title: { zh: '编码重复', en: 'duplicate codes' } },
  'missing-code': { severity: 'error', title: { zh: '缺编码', en: 'missing codes' } },
  orphan: { severity: 'error', title: { zh: '上级不明', en: 'orphans' } },
  'outside-parent': { severity: 'error', title: { zh: '落在上级之外', en: 'children outside their parent' } },
  broken: { severity: 'error', title: { zh: '无法构成一张图', en: 'no sound partition' } },
  sliver: { severity: 'warning', title: { zh: '碎缝', en: 'slivers' } },
  dust: { severity: 'warning', title: { zh: '微隙', en: 'dust' } },
  'layers-disagree': { severity: 'warning', title: { zh: '与上级图层不合', en: 'layers that disagree' } },
  'code-prefix': { severity: 'warning', title: { zh: '编码与上级不符', en: 'codes not under their parent' } },
} as const satisfies Readonly<Record<string, { severity: 'error' | 'warning'; title: Bilingual }>>;
export type FindingKind = keyof typeof findings;
export const findingKinds = Object.keys(findings) as readonly FindingKind[];

/** Kinds a person may accept by name. A partition that does not hold together is never accepted. */
export const acceptable: readonly FindingKind[] = findingKinds.filter(
  (kind) => findings[kind].severity === 'error' && kind !== 'broken',
);

/** Where dust ends and a defect begins; metres of mean width, and part of an area. */
export const thresholds = { dust: 0.1, sliver: 2, outsideParent: 0.5 } as const;

/** One place where something was found. */
export interface FoundItem {
  /** Place of the features concerned in their file, from 1. */
  readonly features: readonly number[];
  readonly codes: readonly string[];
  readonly names: readonly string[];
  readonly at: Lonlat | null;
  /** Square metres. */
  readonly area: number | null;
  /** Mean width in metres. */
  readonly width: number | null;
  readonly detail: Bilingual;
}

/** All of one kind. `items` holds the largest; `count` and `area` are of all. */
export interface Finding {
  readonly kind: FindingKind;
  readonly severity: 'error' | 'warning';
  readonly accepted: boolean;
  readonly count: number;
  /** Square metres of all together; null where the kind has none. */
  readonly area: number | null;
  /** Greatest mean width in metres; null where the kind has none. */
  readonly width: number | null;
  readonly items: readonly FoundItem[];
}

/** An area that is not in the new edition, and why. */
export interface Dropped {
  readonly code: string;
  readonly name: string;
  readonly level: Level;
  readonly reason: Bilingual;
}

/** What an import found, what was accepted, and what the edition came to. Stored with the edition. */
export interface ImportReport {
  readonly layers: readonly {
    readonly source: string;
    readonly level: Level;
    readonly crs: string;
    readonly features: number;
    readonly codes: number;
  }[];
  readonly thresholds: typeof thresholds;
  readonly findings: readonly Finding[];
  readonly accepted: readonly FindingKind[];
  /** Errors nobody accepted: with any, nothing is published. */
  readonly errors: number;
  readonly warnings: number;
  /** The features as given: their seams after thin faces have got an owner, and the land they cover. */
  readonly seams: {
    readonly count: number;
    readonly pairs: number;
    readonly length: number;
    readonly junctions: number;
  };
  readonly covered: number;
  /** Thin faces that got an owner for seams and drawing. */
  readonly healed: number;
  /** The edition: areas by level, and its own seams. */
  readonly edition: {
    readonly areas: Readonly<Partial<Record<Level, number>>>;
    readonly seams: number;
    readonly seamLength: number;
    readonly leftOut: readonly Dropped[];
    readonly merged: readonly { readonly code: string; readonly features: readonly number[] }[];
    readonly carried: Readonly<Partial<Record<Level, number>>>;
    readonly dropped: readonly Dropped[];
  } | null;
  /** Against the edition in force when the import was made. */
  readonly difference: {
    readonly edition: number;
    readonly added: readonly string[];
    readonly removed: readonly string[];
    readonly renamed: readonly { readonly code: string; readonly from: string; readonly to: string }[];
    readonly moved: readonly {
      readonly code: string;
      readonly from: string | null;
      readonly to: string | null;
    }[];
    readonly resized: readonly { readonly code: string; readonly from: number; readonly to: number }[];
  } | null;
}

const kept = 500;

/** A finding from its items: the largest first, so that what matters is read first. */
export function finding(
  kind: FindingKind,
  items: readonly FoundItem[],
  accepted: ReadonlySet<FindingKind>,
): Finding {
  const areas = items.flatMap((item) => item.area ?? []);
  const widths = items.flatMap((item) => item.width ?? []);
  const { severity } = findings[kind];
  return {
    kind,
    severity,
    accepted: severity === 'error' && items.length > 0 && accepted.has(kind),
    count: items.length,
    area: areas.length > 0 ? areas.reduce((sum, area) => sum + area, 0) : null,
    width: widths.length > 0 ? widths.reduce((most, width) => Math.max(most, width), 0) : null,
    items: [...items].sort((a, b) => (b.area ?? 0) - (a.area ?? 0)).slice(0, kept),
  };
}

/** Kinds named on a command line: a list with commas, or `all`. Unknown names come back as such. */
export function readAccepted(
  text: string,
): { kinds: readonly FindingKind[] } | { unknown: readonly string[] } {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  if (names.includes('all')) return { kinds: acceptable };
  const unknown = names.filter((name) => !(acceptable as readonly string[]).includes(name));
  return unknown.length > 0 ? { unknown } : { kinds: names as FindingKind[] };
}
