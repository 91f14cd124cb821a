import type { CityCase } from '../../geodata/city/index.ts';
import { addDemoAccounts } from '../access/demo.ts';
import type { Account } from '../access/session.ts';
import { readDutyList } from '../duty/list.ts';
import { footprintOf } from '../incident/footprint.ts';
import { coverageInForce, judge } from '../incident/judge.ts';
import { judgeOf } from '../incident/judge-stored.ts';
import { insertIncident } from '../incident/store.ts';
import { append, lockLog } from '../live/log.ts';
import type { Services } from '../services.ts';
import { blow } from '../whistle/blow.ts';
import { districtIn } from '../whistle/district.ts';
import { dutySides } from '../whistle/flow.ts';
import { checkIn, feedBack, markRead, verify } from '../whistle/steps.ts';
import { stateOf } from '../whistle/store.ts';
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
  const incidentId = await submit(services, one, ago(one.blownMinutesAgo + 6));
  const blown = await blow(
    {
      sql,
      account: desk,
      now: ago(one.blownMinutesAgo),
      duties,
      judge: await judgeOf(services)(incidentId),
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
  });
  const coming = blown.summonses.slice(0, one.checkIns.length);
  for (const [index, summons] of coming.entries()) {
    const minutes = one.checkIns[index] ?? 0;
    await markRead(at(minutes / 3), [summons.id]);
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
}

async function feedBackAll(
  at: (minutesAfter: number) => Parameters<typeof feedBack>[0],
  blown: WhistleView,
  minutes: number,
): Promise<void> {
  for (const side of dutySides(stateOf(blown)))
    await feedBack(at(minutes), side.areaCode, '已到场处置，现场可控');
}

async function submit({ database, editions, config }: Services, one: CityCase, at: Date): Promise<string> {
  const duties = await readDutyList(database.sql);
  const feature = {
    type: 'Feature',
    geometry: one.geometry,
    properties: {
      category: one.category,
      kind: one.kind,
      accuracy: one.accuracy ?? 0,
      width: one.width ?? 0,
    },
  };
  const verdict = judge(coverageInForce(editions), feature, duties, one);
  const { geometry, accuracy, width } = footprintOf(feature);
  return (await database.sql.begin(async (tx) => {
    await lockLog(tx);
    const { category, source, place, placeEn, note } = one;
    const about = {
      category,
      source,
      place,
      placeEn,
      note,
      occurredAt: at,
      createdAt: at,
      createdBy: desk.name,
    };
    const id = await insertIncident(
      tx,
      { ...about, accuracy, width, footprint: geometry, verdict },
      config.timeZone,
    );
    await append(tx, {
      at,
      step: 'incident.submitted',
      incidentId: id,
      areaCode: verdict.parties[0]?.jurisdiction.code ?? null,
      actor: desk.name,
    });
    return id;
  })) as string;
}
