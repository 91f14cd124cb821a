import type { Sql } from 'postgres';
import type { WhistleKind } from '../../geodata/jurisdiction/verdict.ts';
import type { Account } from '../access/session.ts';
import type { DutyList } from '../duty/list.ts';
import { append, lockLog } from '../live/log.ts';
import { openTickets } from '../survey/open.ts';
import type { Lines } from './edition.ts';
import { footprintOf } from './footprint.ts';
import { blowerIn, judge } from './judge.ts';
import { standingsOf } from './override.ts';
import type { Reporter } from './reporter.ts';
import { insertIncident, placeInWords } from './store.ts';
import type { Source } from './view.ts';

/** Who submits, when, and by which lines and lists it is judged. */
export interface Submitting {
  readonly sql: Sql;
  readonly account: Account;
  readonly now: Date;
  readonly lines: Lines;
  readonly duties: DutyList;
  readonly timeZone: string;
}

/** An incident as it is reported. */
export interface Submission {
  /** A GeoJSON Feature, in whatever coordinates it says it is. */
  readonly feature: unknown;
  readonly category: string;
  readonly kind: WhistleKind | undefined;
  readonly source: Source;
  /** Where it is in words; the nearest street where nothing is said, else the area that leads. */
  readonly place: string | undefined;
  readonly placeEn: string | undefined;
  readonly note: string;
  readonly occurredAt: Date;
  /** Number it has at its source, and who reported it there. */
  readonly sourceNumber?: string | undefined;
  readonly reporter?: Reporter | undefined;
}

/**
 * Judges an incident and keeps it with its verdict; a survey ticket is opened for each fault of the boundaries it met.
 * Answers its number.
 * @throws Problem 422 where it cannot be judged, with the field at fault.
 */
export async function submit(
  { sql, account, now, lines, duties, timeZone }: Submitting,
  { feature, category, kind, ...about }: Submission,
): Promise<string> {
  const verdict = judge(lines.coverage, feature, duties, {
    category,
    kind,
    blower: blowerIn(lines.coverage, account),
    records: lines.records,
    at: about.occurredAt.toISOString(),
  });
  const { geometry, accuracy, width, centre } = footprintOf(feature);
  const first = standingsOf(verdict, null)[0]?.jurisdiction;
  const named = await placeInWords(sql, centre);
  const place = about.place ?? (named.zh || (first?.name ?? ''));
  const placeEn = about.placeEn ?? about.place ?? (named.en || (first?.nameEn ?? ''));
  const incident = {
    ...about,
    category,
    place,
    placeEn,
    createdAt: now,
    createdBy: account.name,
    accuracy,
    width,
    footprint: geometry,
    verdict,
    sourceNumber: about.sourceNumber ?? null,
    reporter: about.reporter ?? null,
  };
  return (await sql.begin(async (tx) => {
    await lockLog(tx);
    const id = await insertIncident(tx, incident, timeZone);
    await append(tx, {
      at: now,
      step: 'incident.submitted',
      incidentId: id,
      areaCode: first?.code ?? null,
      actor: account.name,
    });
    const { edition, defects } = verdict;
    await openTickets(tx, { incidentId: id, edition, defects, at: now });
    return id;
  })) as string;
}
