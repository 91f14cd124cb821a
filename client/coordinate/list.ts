import { followsInitials } from '../../geodata/initials.ts';
import type { Incident, Waiting, Whistle } from '../api.ts';
import { anyMissing, isOverdue } from '../map/marks.ts';

export const tabs = ['mine', 'area', 'joint', 'overdue'] as const;
export type Tab = (typeof tabs)[number];

/** A row of the list: a whistle, or an incident nobody has blown for yet. */
export type Entry =
  | { readonly type: 'whistle'; readonly id: string; readonly whistle: Whistle }
  | { readonly type: 'incident'; readonly id: string; readonly incident: Incident };

/** As much of the reader as the tabs need: the area acted for, null for the whole city. */
export interface Reader {
  readonly areaCode: string | null;
}

/** Whistles and the incidents without one, what must be acted on first. `now` in milliseconds. */
export function entriesOf(
  whistles: readonly Whistle[],
  incidents: readonly Incident[],
  now: number,
): Entry[] {
  const rows: Entry[] = whistles.map((whistle) => ({ type: 'whistle', id: `w${whistle.id}`, whistle }));
  for (const incident of incidents) {
    if (incident.whistleId === null && incident.status === 'open')
      rows.push({ type: 'incident', id: `i${incident.id}`, incident });
  }
  return rows.sort((a, b) => urgency(a, now) - urgency(b, now) || timeOf(b) - timeOf(a));
}

/** Whether a row belongs under a tab. *Mine* are those whose next step is the reader's own. */
export function isUnder(tab: Tab, entry: Entry, reader: Reader, now: number): boolean {
  switch (tab) {
    case 'mine':
      return entry.type === 'whistle'
        ? entry.whistle.actions.some(({ action, allowed }) => allowed && steps.includes(action))
        : inArea(entry.incident.areas.slice(0, 1), reader);
    case 'area':
      return inArea(areasOf(entry), reader);
    case 'joint':
      return entry.type === 'whistle' ? entry.whistle.joint : entry.incident.joint;
    case 'overdue':
      return entry.type === 'whistle' && isOverdue(entry.whistle, now);
  }
}

/**
 * How many rows belong under each tab: the whistles, all of which are loaded, and the incidents that wait for one, as the
 * server counts them, since only the latest are; before it has answered, those loaded.
 */
export function countsOf(
  entries: readonly Entry[],
  waiting: Waiting | null,
  reader: Reader,
  now: number,
): Readonly<Record<Tab, number>> {
  const loaded = (tab: Tab) =>
    entries.filter(
      (entry) => (waiting === null || entry.type === 'whistle') && isUnder(tab, entry, reader, now),
    ).length;
  return {
    mine: loaded('mine') + (waiting?.mine ?? 0),
    area: loaded('area') + (waiting?.area ?? 0),
    joint: loaded('joint') + (waiting?.joint ?? 0),
    overdue: loaded('overdue'),
  };
}

/**
 * Whether a row answers to a search: part of its place, matter, areas or number, part of an area code, or the initials
 * of the pinyin ("gaw" for 广安门外). `initials` turns Chinese into them.
 */
export function matches(entry: Entry, query: string, initials: (text: string) => string): boolean {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return true;
  const words = wordsOf(entry);
  if (words.some((word) => word.toLowerCase().includes(wanted))) return true;
  if (areasOf(entry).some((code) => /^\d{3,}$/.test(wanted) && code.startsWith(wanted))) return true;
  return /^[a-z]{2,}$/.test(wanted) && words.some((word) => followsInitials(initials(word), wanted));
}

/** Bodies that have come and bodies called. */
export const musterOf = (whistle: Whistle): { readonly here: number; readonly all: number } => ({
  here: whistle.summonses.filter((summons) => summons.checkedInAt !== null).length,
  all: whistle.summonses.length,
});

const steps: readonly string[] = [
  'checkIn',
  'feedback',
  'verify',
  'release',
  'sign',
  'returnAnswer',
  'extendAnswer',
  'holdConsultation',
];

/** Emergency first, then overdue, then by the time left; those complete, those not blown, and closed ones last. */
function urgency(entry: Entry, now: number): number {
  if (entry.type === 'incident') return 4e12;
  const { whistle } = entry;
  if (whistle.closedAt !== null) return 5e12;
  if (!anyMissing(whistle)) return 3e12;
  const rank = whistle.kind === 'emergency' ? -2e12 : isOverdue(whistle, now) ? -1e12 : 0;
  return rank + Date.parse(whistle.dueAt) - now;
}

const timeOf = (entry: Entry): number =>
  Date.parse(
    entry.type === 'whistle' ? (entry.whistle.closedAt ?? entry.whistle.blownAt) : entry.incident.createdAt,
  );

const areasOf = (entry: Entry): readonly string[] =>
  entry.type === 'whistle' ? entry.whistle.sides.map((side) => side.areaCode) : entry.incident.areas;

/** Codes nest: an area lies in another if its code begins with the other's. */
const inArea = (codes: readonly string[], { areaCode }: Reader): boolean =>
  areaCode === null || codes.some((code) => code.startsWith(areaCode));

function wordsOf(entry: Entry): string[] {
  if (entry.type === 'incident') {
    const { place, placeEn, number, category } = entry.incident;
    return [place, placeEn, number, category.name, category.nameEn];
  }
  const { place, placeEn, number, category, sides } = entry.whistle;
  return [
    place,
    placeEn,
    number,
    category.name,
    category.nameEn,
    ...sides.flatMap((side) => [side.name, side.nameEn]),
  ];
}
