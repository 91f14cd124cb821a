import type { Sql } from 'postgres';
import type { Line, Lonlat } from '../../geodata/geometry.ts';
import type { Coverage } from '../../geodata/jurisdiction/coverage.ts';
import { type Account, grant } from '../access/session.ts';
import { readEnd, readMerged } from './ends.ts';
import { sideIn } from './find.ts';
import {
  type IncidentRow,
  readAgreements,
  readContacts,
  readHistory,
  readIncidents,
  readLatest,
  readOutlines,
  readSeam,
  readTickets,
} from './queries.ts';
import type { Letter } from './store.ts';
import { readStretches } from './stretches.ts';
import { stripOf } from './strip.ts';
import type { LineEnd, SeamDetail } from './view.ts';

/** Incidents listed on a seam's page. */
const latest = 20;

/** A seam of an edition with all that is known of it, but for what the reader may do; null where there is none of that key. */
export async function readDetail(
  sql: Sql,
  coverage: Coverage,
  key: string,
  account: Account,
  now: Date,
): Promise<Omit<SeamDetail, 'mayRecord'> | null> {
  const seam = await readSeam(sql, coverage.edition, key);
  if (!seam) return null;
  const { left, right, leftSide, updatedAt, ...rest } = seam;
  const codeOf = (letter: Letter): string => (letter === leftSide ? left : right);
  const lines = seam.shape.coordinates as unknown as readonly Line[];
  const [outlines, stretches, agreements, contacts, history, ended, merged, tickets, found] =
    await Promise.all([
      readOutlines(sql, coverage.edition, left, right),
      readStretches(sql, seam.record, lines, codeOf),
      readAgreements(sql, seam.record, codeOf, now),
      readContacts(sql, seam.record, codeOf),
      readHistory(sql, seam.record),
      readEnd(sql, seam.record),
      readMerged(sql, seam.record),
      readTickets(sql, left, right),
      readIncidents(sql, coverage.edition, key),
    ]);
  const { incidents, overrides, redraws } = found;
  const visible = incidents.filter(({ areas }) => maySee(account, coverage, areas)).slice(0, latest);
  const count = (is: (incident: IncidentRow) => boolean): number => incidents.filter(is).length;
  return {
    ...rest,
    edition: coverage.edition,
    left: sideIn(coverage, left),
    right: sideIn(coverage, right),
    updatedAt: updatedAt?.toISOString() ?? null,
    outlines,
    ends: {
      from: endAt(coverage, lines[0]?.[0], [left, right]),
      to: endAt(coverage, lines.at(-1)?.at(-1), [left, right]),
    },
    stretches,
    agreements,
    contacts,
    history,
    ended,
    merged,
    tickets,
    counts: {
      incidents: incidents.length,
      open: count(({ status }) => status === 'open'),
      joint: count(({ joint }) => joint),
      whistles: count(({ whistled }) => whistled),
      overrides,
      redraws,
    },
    strip: stripOf(
      lines,
      incidents.map(({ location }) => location),
    ),
    latest: await readLatest(
      sql,
      visible.map(({ id }) => id),
    ),
  };
}

function endAt(coverage: Coverage, place: Lonlat = [0, 0], sides: readonly string[]): LineEnd {
  const beside = coverage
    .byParty()
    .locate(...place)
    .filter((code) => !sides.includes(code))
    .map((code) => coverage.jurisdictionOf(code));
  return { place, beside: beside.map(({ code, name, nameEn }) => ({ code, name, nameEn })) };
}

/** As in the list of incidents: all, or those that call a party in the account's area. */
function maySee(account: Account, coverage: Coverage, areas: readonly string[]): boolean {
  const granted = grant(account, 'incident.see');
  if (granted !== 'area') return granted === 'all';
  const { areaCode } = account;
  return (
    areaCode !== null &&
    areas.some((code) => coverage.areas.has(code) && coverage.pathOf(code).includes(areaCode))
  );
}
