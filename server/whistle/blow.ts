import type { Sql, TransactionSql } from 'postgres';
import type { WhistleKind } from '../../geodata/jurisdiction/verdict.ts';
import { type Account, mayOn } from '../access/session.ts';
import type { DutyList } from '../duty/list.ts';
import { conflict, forbidden, invalid } from '../errors.ts';
import { setAreas } from '../incident/areas.ts';
import { called, standingsOf } from '../incident/override.ts';
import { append, lockLog } from '../live/log.ts';
import type { CaseJudge, Judged } from './case-judge.ts';
import { asSide, putSide, putSummons } from './side-store.ts';
import { readWhistles } from './store.ts';
import { callsFor, holdersIn, type Place } from './summon.ts';
import type { WhistleView } from './view.ts';

export interface Blow {
  readonly kind: WhistleKind;
  /** Item of the catalogue cited; the incident's own category where none is given. */
  readonly catalogueItem: string | null;
  readonly note: string;
  /** Areas to call besides: touched, or merely to be informed by the verdict. */
  readonly alsoCalled: readonly string[];
}

/** What blowing needs from the rest of the server. */
export interface Blowing {
  readonly sql: Sql;
  readonly account: Account;
  readonly now: Date;
  readonly duties: DutyList;
  readonly judge: CaseJudge;
  /** Name and code of the district an area lies in, in the edition of the verdict. */
  readonly districtOf: (edition: number, path: readonly string[]) => Place['district'];
}

/**
 * Blows the whistle on an incident: one summons per body, each with its deadline, in one transaction with the log.
 * @throws Problem 404 unknown incident; 403 not a party; 409 blown already, or a verdict that calls nobody for certain.
 */
export async function blow(blowing: Blowing, incidentId: string, input: Blow): Promise<WhistleView> {
  const { sql, account, now, duties } = blowing;
  const id = await sql.begin(async (tx) => {
    await lockLog(tx);
    const about = { duties, kind: input.kind };
    const first = await blowing.judge.stored(tx, incidentId, { ...about, blower: null });
    await refuseSecond(tx, incidentId);
    refuseDoubtful(first, input.kind, input.alsoCalled);
    const blownFor = blowerAmong(account, first, input);
    const judged = await blowing.judge.stored(tx, incidentId, { ...about, blower: blownFor });
    const { verdict, verdictId, category, override } = judged;
    const item = input.kind === 'emergency' ? input.catalogueItem : (input.catalogueItem ?? category);
    refuseUnknownItem(item, duties);

    const standings = standingsOf(verdict, override, input.alsoCalled);
    const areas = called(standings).map(({ jurisdiction }) => jurisdiction);
    const due = new Date(now.getTime() + duties.minutes[input.kind] * 60_000);
    const joint = areas.length > 1;
    const [row] = await tx<{ id: string }[]>`
      insert into whistle (incident_id, verdict_id, kind, joint, catalogue_item, note, blown_at, blown_by, blown_for, due_at)
      values (${incidentId}, ${verdictId}, ${input.kind}, ${joint}, ${item}, ${input.note}, ${now}, ${account.name}, ${blownFor}, ${due})
      returning id`;
    if (!row) throw new Error(`no whistle was made for incident ${incidentId}`);
    for (const standing of standings) await putSide(tx, row.id, { ...asSide(standing), state: 'kept' });
    const places = areas.map((jurisdiction) => ({
      jurisdiction,
      district: blowing.districtOf(verdict.edition, jurisdiction.path),
    }));
    const departments = (path: readonly string[]) => duties.departments(path, category);
    for (const call of callsFor(places, departments, holdersIn(verdict)))
      await putSummons(tx, row.id, call, due);
    await setAreas(
      tx,
      incidentId,
      areas.map(({ code }) => code),
    );
    const blower = areas.find((j) => j.code === blownFor);
    await append(tx, {
      at: now,
      step: 'whistle.blown',
      incidentId,
      whistleId: row.id,
      areaCode: blownFor,
      actor: account.name,
      body: {
        whoCode: blownFor,
        whoName: blower?.name ?? blownFor,
        whoNameEn: blower?.nameEn ?? blownFor,
        kind: input.kind,
      },
    });
    return row.id;
  });
  const [whistle] = await readWhistles(sql, [id as string]);
  if (!whistle) throw new Error(`whistle ${id} has gone`);
  return whistle;
}

async function refuseSecond(tx: TransactionSql, incidentId: string): Promise<void> {
  const [row] = await tx<{ number: string; blownFor: string }[]>`
    select substr(i.number, 5) as number, w.blown_for as "blownFor"
    from whistle w join incident i on i.id = w.incident_id where w.incident_id = ${incidentId}`;
  if (row)
    throw conflict('already-blown', {
      zh: `事件 ${row.number} 已经吹哨（${row.blownFor}），没有再吹一次`,
      en: `The whistle for incident ${row.number} has been blown already (${row.blownFor}); it was not blown again`,
    });
}

/** The party the account blows for: the leading one of those it may act for. */
function blowerAmong(account: Account, { verdict, override }: Judged, input: Blow): string {
  const parties = called(standingsOf(verdict, override, input.alsoCalled)).map((s) => s.jurisdiction);
  const party = parties.find((j) => mayOn(account, 'whistle.blow', [j.path]));
  if (party) return party.code;
  const who = parties.map((j) => j.name).join('、') || '—';
  const whoEn = parties.map((j) => j.nameEn).join(', ') || '—';
  throw forbidden({
    zh: `只有涉及的辖区可以吹哨：${who}；“${account.displayName}”不在其中`,
    en: `Only a party may blow the whistle: ${whoEn}; "${account.displayNameEn}" is none of them`,
  });
}

/**
 * What is doubtful calls nobody, unless a coordinator has decided it.
 * @throws Problem 409 with the reason.
 */
export function refuseDoubtful(
  { verdict, override }: Pick<Judged, 'verdict' | 'override'>,
  kind: WhistleKind,
  alsoCalled: readonly string[],
): void {
  if (verdict.outcome === 'uncertain' && kind !== 'emergency' && !override)
    throw conflict('uncertain', {
      zh: `判定不确定：${verdict.sentence.zh}请先核实位置，或按应急处置吹哨`,
      en: `The verdict is uncertain: ${verdict.sentence.en} Get a better position first, or blow an emergency whistle`,
    });
  if (!called(standingsOf(verdict, override, alsoCalled)).length)
    throw conflict('nobody-to-call', {
      zh: `没有可召集的辖区：${verdict.sentence.zh}`,
      en: `There is nobody to call: ${verdict.sentence.en}`,
    });
}

function refuseUnknownItem(item: string | null, duties: DutyList): void {
  if (item === null || duties.categories.some((c) => c.code === item)) return;
  const detail = { zh: `专项清单里没有“${item}”`, en: `The catalogue has no item "${item}"` };
  throw invalid(detail, [{ pointer: '#/catalogueItem', got: item, detail }]);
}
