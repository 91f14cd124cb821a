import type { CityCase } from '../../geodata/city/index.ts';
import { addDemoAccounts } from '../access/demo.ts';
import type { Account } from '../access/session.ts';
import { readDutyList } from '../duty/list.ts';
import { linesAt } from '../incident/edition.ts';
import { judgeOf } from '../incident/judge-stored.ts';
import { submit } from '../incident/submit.ts';
import type { Annotation } from '../library/document.ts';
import { keepCase } from '../library/keep.ts';
import type { Services } from '../services.ts';
import { blow } from '../whistle/blow.ts';
import { checkIn } from '../whistle/check-in.ts';
import { districtIn } from '../whistle/district.ts';
import { dutySides } from '../whistle/flow.ts';
import { feedBack, markRead, release, sign, verify } from '../whistle/steps.ts';
import { stateOf } from '../whistle/store.ts';
import type { Stepping } from '../whistle/taking.ts';
import type { WhistleView } from '../whistle/view.ts';

/** The city's own desk: it may act for every side, and nobody can sign in to it. */
export const desk: Account = {
  name: 'city-desk',
  displayName: '市级值班席',
  displayNameEn: 'City desk',
  role: 'coordinator',
  areaCode: '110000',
  bodyCode: null,
};

/** Blows the sample whistles and takes each as far as it has come, by the steps anyone takes, with the clock set back. `blown` of them have been before. */
export async function blowCases(
  services: Services,
  cases: readonly CityCase[],
  blown: number,
): Promise<void> {
  const { sql } = services.database;
  await addDemoAccounts(sql);
  await sql`
    insert into account (name, display_name, display_name_en, role, area_code, password_hash)
    values (${desk.name}, ${desk.displayName}, ${desk.displayNameEn}, ${desk.role}, ${desk.areaCode}, 'none')
    on conflict (name) do nothing`;
  const now = services.clock().getTime();
  const oldestFirst = [...cases].sort((a, b) => b.blownMinutesAgo - a.blownMinutesAgo);
  for (const one of oldestFirst.slice(blown))
    await playCase(services, one, (minutesAgo) => new Date(now - minutesAgo * 60_000));
}

async function playCase(services: Services, one: CityCase, ago: (minutes: number) => Date): Promise<void> {
  const { sql } = services.database;
  const duties = await readDutyList(sql);
  const incidentId = await report(services, one, ago(one.blownMinutesAgo + 6));
  const blownAt = ago(one.blownMinutesAgo);
  const blown = await blow(
    {
      sql,
      account: desk,
      now: blownAt,
      timeZone: services.config.timeZone,
      duties,
      judge: await judgeOf({ ...services, clock: () => blownAt })(incidentId),
      districtOf: districtIn(services.editions),
    },
    incidentId,
    { kind: one.kind, catalogueItem: null, note: one.note, alsoCalled: [] },
  );
  const at = (minutesAfter: number) => ({
    sql,
    account: desk,
    now: ago(Math.max(0.1, one.blownMinutesAgo - minutesAfter)),
    id: blown.id,
    timeZone: services.config.timeZone,
  });
  const coming = blown.summonses.slice(0, one.checkIns.length);
  if (coming.length > 0)
    await markRead(
      at(Math.min(...one.checkIns) / 3),
      coming.map(({ id }) => id),
    );
  for (const [index, summons] of coming.entries()) {
    const minutes = one.checkIns[index] ?? 0;
    await checkIn(at(minutes), {
      summons: [summons.id],
      form: 'platform',
      position: blown.location,
      accuracy: 8,
      reason: '',
    });
  }
  if (one.fedBack) await feedBackAll(at, blown, Math.max(...one.checkIns, 0) + 4);
  if (one.verified) await verify(at(Math.max(...one.checkIns, 0) + 10));
  if (one.kept) await endCase(at, blown, Math.max(...one.checkIns, 0) + 20, one.kept);
}

/** Takes a verified case to its end and keeps it in the library. */
async function endCase(
  at: (minutesAfter: number) => Stepping,
  blown: WhistleView,
  minutes: number,
  annotation: Annotation,
): Promise<void> {
  let whistle = await release(at(minutes), []);
  for (const side of dutySides(stateOf(blown))) whistle = await sign(at(minutes + 5), side.areaCode);
  const { sql, account, now } = at(minutes + 30);
  await keepCase({ sql, account, at: now }, whistle, annotation);
}

async function feedBackAll(
  at: (minutesAfter: number) => Stepping,
  blown: WhistleView,
  minutes: number,
): Promise<void> {
  for (const side of dutySides(stateOf(blown)))
    await feedBack(at(minutes), {
      area: side.areaCode,
      text: '已到场处置，现场可控',
      summons: [],
    });
}

/** Submits the case as anyone would. */
async function report(services: Services, one: CityCase, at: Date): Promise<string> {
  const { database, config } = services;
  const { geometry, category, kind, source, place, placeEn, note, accuracy = 0, width = 0 } = one;
  const submitting = {
    sql: database.sql,
    account: desk,
    now: at,
    lines: await linesAt(services, at.toISOString()),
    duties: await readDutyList(database.sql),
    timeZone: config.timeZone,
  };
  const feature = { type: 'Feature', geometry, properties: { category, kind, accuracy, width } };
  return submit(submitting, { feature, category, kind, source, place, placeEn, note, occurredAt: at });
}
