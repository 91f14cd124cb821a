import type { Sql, TransactionSql } from 'postgres';
import type { Verdict, WhistleKind } from '../../geodata/jurisdiction/verdict.ts';
import { type Account, mayOn } from '../access/session.ts';
import type { DutyList } from '../duty/list.ts';
import { conflict, forbidden, invalid, notFound } from '../errors.ts';
import { append, lockLog } from '../live/log.ts';
import { readWhistles } from './store.ts';
import { calledBy, callsFor, type Place } from './summon.ts';
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
  /** The incident's verdict for this kind of whistle, with the blower among the parties; null if there is no such incident. */
  readonly judge: (
    tx: TransactionSql,
    duties: DutyList,
    incidentId: string,
    kind: WhistleKind,
    blower: string | null,
  ) => Promise<Judged | null>;
  /** Name and code of the district an area lies in, in the edition of the verdict. */
  readonly districtOf: (edition: number, path: readonly string[]) => Place['district'];
}

export interface Judged {
  readonly verdict: Verdict;
  readonly verdictId: string;
  readonly category: string;
}

/**
 * Blows the whistle on an incident: one summons per body, each with its deadline, in one transaction with the log.
 * @throws Problem 404 unknown incident; 403 not a party; 409 blown already, or a verdict that calls nobody for certain.
 */
export async function blow(blowing: Blowing, incidentId: string, input: Blow): Promise<WhistleView> {
  const { sql, account, now, duties } = blowing;
  const id = await sql.begin(async (tx) => {
    await lockLog(tx);
    const first = await blowing.judge(tx, duties, incidentId, input.kind, null);
    if (!first) throw notFound({ zh: '事件', en: 'incident' }, incidentId);
    await refuseSecond(tx, incidentId);
    refuseDoubtful(first.verdict, input);
    const blownFor = blowerAmong(account, first.verdict, input);
    const { verdict, verdictId, category } =
      (await blowing.judge(tx, duties, incidentId, input.kind, blownFor)) ?? first;
    const item = input.kind === 'emergency' ? input.catalogueItem : (input.catalogueItem ?? category);
    refuseUnknownItem(item, duties);

    const called = calledBy(verdict, input.alsoCalled);
    const due = new Date(now.getTime() + duties.minutes[input.kind] * 60_000);
    const joint = called.length > 1;
    const [row] = await tx<{ id: string }[]>`
      insert into whistle (incident_id, verdict_id, kind, joint, catalogue_item, note, blown_at, blown_by, blown_for, due_at)
      values (${incidentId}, ${verdictId}, ${input.kind}, ${joint}, ${item}, ${input.note}, ${now}, ${account.name}, ${blownFor}, ${due})
      returning id`;
    if (!row) throw new Error(`no whistle was made for incident ${incidentId}`);
    await insertSides(
      tx,
      row.id,
      verdict,
      called.map((j) => j.code),
    );
    const places = called.map((jurisdiction) => ({
      jurisdiction,
      district: blowing.districtOf(verdict.edition, jurisdiction.path),
    }));
    for (const call of callsFor(places, (path) => duties.departments(path, category)))
      await tx`
        insert into summons (whistle_id, area_code, body_code, body_name, body_name_en, short, short_en, posting, due_at)
        values (${row.id}, ${call.areaCode}, ${call.bodyCode}, ${call.bodyName}, ${call.bodyNameEn}, ${call.short}, ${call.shortEn}, ${call.posting}, ${due})`;
    await tx`update incident set joint = ${joint}, areas = ${called.map((j) => j.code)} where id = ${incidentId}`;
    const blower = called.find((j) => j.code === blownFor);
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
function blowerAmong(account: Account, verdict: Verdict, input: Blow): string {
  const party = calledBy(verdict, input.alsoCalled).find((j) => mayOn(account, 'whistle.blow', [j.path]));
  if (party) return party.code;
  const who = verdict.parties.map((p) => p.jurisdiction.name).join('、') || '—';
  const whoEn = verdict.parties.map((p) => p.jurisdiction.nameEn).join(', ') || '—';
  throw forbidden({
    zh: `只有涉及的辖区可以吹哨：${who}；“${account.displayName}”不在其中`,
    en: `Only a party may blow the whistle: ${whoEn}; "${account.displayNameEn}" is none of them`,
  });
}

function refuseDoubtful(verdict: Verdict, { kind, alsoCalled }: Blow): void {
  if (verdict.outcome === 'uncertain' && kind !== 'emergency')
    throw conflict('uncertain', {
      zh: `判定不确定：${verdict.sentence.zh}请先核实位置，或按应急处置吹哨`,
      en: `The verdict is uncertain: ${verdict.sentence.en} Get a better position first, or blow an emergency whistle`,
    });
  if (!calledBy(verdict, alsoCalled).length)
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

async function insertSides(
  tx: TransactionSql,
  whistleId: string,
  verdict: Verdict,
  called: readonly string[],
): Promise<void> {
  const parts = [...verdict.parties, ...verdict.touched].map((part) => ({
    code: part.jurisdiction.code,
    role:
      'role' in part && (part.role !== 'inform' || !called.includes(part.jurisdiction.code))
        ? part.role
        : 'assist',
    share: part.share,
    area: part.area,
    party: 'role' in part,
  }));
  for (const part of parts.filter((p) => p.party || called.includes(p.code)))
    await tx`
      insert into side (whistle_id, area_code, role, share, area_m2)
      values (${whistleId}, ${part.code}, ${part.role}, ${part.share}, ${part.area})`;
}
