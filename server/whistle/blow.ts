import type { Sql, TransactionSql } from 'postgres';
import { z } from 'zod';
import type { Jurisdiction, WhistleKind } from '../../geodata/jurisdiction/verdict.ts';
import { type Account, mayOn } from '../access/session.ts';
import { type Caller, callers } from '../body/kinds.ts';
import type { DutyList } from '../duty/list.ts';
import { conflict, forbidden, invalid } from '../errors.ts';
import { setAreas } from '../incident/areas.ts';
import { entrySteps } from '../incident/entry.ts';
import { called, standingsOf } from '../incident/override.ts';
import { append, lockLog } from '../live/log.ts';
import { callsOf, type NamedBody } from './called-bodies.ts';
import type { CaseJudge, Judged } from './case-judge.ts';
import { readMinutes } from './limits.ts';
import { asSide, putSide } from './side-store.ts';
import { readWhistle } from './store.ts';
import type { Place } from './summon.ts';
import { putCalls } from './summons-store.ts';
import type { WhistleView } from './view.ts';

export interface Blow {
  readonly kind: WhistleKind;
  /** Item of the catalogue cited; the incident's own category where none is given. */
  readonly catalogueItem: string | null;
  readonly note: string;
  /** Areas to call besides: touched, or merely to be informed by the verdict. */
  readonly alsoCalled: readonly string[];
  /** Who calls, by the table of callers; a subdistrict where nothing is said. */
  readonly caller?: Caller;
  /** Bodies to call besides. */
  readonly bodies?: readonly NamedBody[];
  /** Task force whose members are called. */
  readonly taskForce?: string | null;
}

/** The fields by which a request names a body to be called. */
export const bodyNamed = {
  bodyCode: z.string().regex(/^[0-9A-Za-z._-]{1,60}$/, 'must be the code of a body'),
  areaCode: z
    .string()
    .regex(/^\d{6,15}$/, 'must be an area code of 6 to 15 digits')
    .optional(),
  reason: z.string().max(500).default(''),
};

/** The body of the request that blows a whistle. */
export const blowSchema = z.object({
  kind: z.enum(['enforcement', 'priority', 'emergency']),
  catalogueItem: z.string().max(20).nullish(),
  note: z.string().max(2000).default(''),
  parties: z
    .array(z.string().regex(/^\d{6,15}$/, 'must be an area code of 6 to 15 digits'))
    .max(20)
    .default([]),
  caller: z.enum(callers).default('subdistrict'),
  bodies: z.array(z.object(bodyNamed)).max(50).default([]),
  taskForce: z
    .string()
    .regex(/^\d{1,18}$/, 'must be the number of a task force')
    .nullish(),
});

/** A request to blow, read. */
export const blowOf = ({
  catalogueItem,
  parties,
  taskForce,
  ...rest
}: z.output<typeof blowSchema>): Blow => ({
  ...rest,
  catalogueItem: catalogueItem ?? null,
  alsoCalled: parties,
  taskForce: taskForce ?? null,
});

/** What blowing needs from the rest of the server. */
export interface Blowing {
  readonly sql: Sql;
  readonly account: Account;
  readonly now: Date;
  /** In which refusals tell the time of what somebody else did. */
  readonly timeZone: string;
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
  const { sql, account, now, timeZone, duties } = blowing;
  const id = await sql.begin(async (tx) => {
    await lockLog(tx);
    const about = { duties, kind: input.kind };
    const first = await blowing.judge.stored(tx, incidentId, { ...about, blower: null });
    refuseForeign(account, first, input);
    await refuseSecond(tx, incidentId);
    refuseDoubtful(first, input.kind, input.alsoCalled);
    const blownFor = blowerAmong(account, first, input);
    const judged = await blowing.judge.stored(tx, incidentId, { ...about, blower: blownFor });
    const { verdict, verdictId, category, override } = judged;
    const item = input.kind === 'emergency' ? input.catalogueItem : (input.catalogueItem ?? category);
    refuseUnknownItem(item, category, duties);

    const standings = standingsOf(verdict, override, input.alsoCalled);
    const areas = called(standings).map(({ jurisdiction }) => jurisdiction);
    const blower = areas.find((j) => j.code === blownFor) as Jurisdiction;
    const { kind } = input;
    const at = await entrySteps(tx, { incidentId, account, now, kind, blownFor: blower, timeZone });
    const minutes = await readMinutes(tx, { kind, category, at });
    const due = new Date(at.getTime() + minutes.checkIn * 60_000);
    const joint = areas.length > 1;
    const places = areas.map((jurisdiction) => ({
      jurisdiction,
      district: blowing.districtOf(verdict.edition, jurisdiction.path),
    }));
    const caller = input.caller ?? 'subdistrict';
    const { calls, force } = await callsOf({
      tx,
      now: at,
      duties,
      verdict,
      coverage: blowing.judge.coverage,
      category,
      places,
      caller,
      named: input.bodies ?? [],
      taskForce: input.taskForce ?? null,
    });
    const [row] = await tx<{ id: string }[]>`
      insert into whistle (incident_id, verdict_id, kind, joint, catalogue_item, note, blown_at, blown_by, blown_for, due_at, caller, task_force_id)
      values (${incidentId}, ${verdictId}, ${input.kind}, ${joint}, ${item}, ${input.note}, ${at}, ${account.name}, ${blownFor}, ${due},
              ${caller}, ${force?.id ?? null})
      returning id`;
    if (!row) throw new Error(`no whistle was made for incident ${incidentId}`);
    for (const standing of standings) await putSide(tx, row.id, { ...asSide(standing), state: 'kept' });
    await putCalls(tx, row.id, calls, due);
    await setAreas(
      tx,
      incidentId,
      areas.map(({ code }) => code),
    );
    await append(tx, {
      at,
      step: 'whistle.blown',
      incidentId,
      whistleId: row.id,
      areaCode: blownFor,
      actor: account.name,
      body: {
        whoCode: blownFor,
        whoName: blower.name,
        whoNameEn: blower.nameEn,
        kind: input.kind,
        caller,
        taskForce: force?.name ?? null,
      },
    });
    return row.id;
  });
  const whistle = await readWhistle(sql, id as string);
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

/** Refuses an account that may act for none of those the verdict names, before it is told anything of the case. */
function refuseForeign(account: Account, { verdict, override }: Judged, input: Blow): void {
  const named = standingsOf(verdict, override, input.alsoCalled).map((s) => s.jurisdiction);
  if (named.length > 0 && !named.some((j) => mayOn(account, 'whistle.blow', [j.path])))
    throw notAmong(account, named);
}

/** The party the account blows for: the leading one of those it may act for. */
function blowerAmong(account: Account, { verdict, override }: Judged, input: Blow): string {
  const parties = called(standingsOf(verdict, override, input.alsoCalled)).map((s) => s.jurisdiction);
  const party = parties.find((j) => mayOn(account, 'whistle.blow', [j.path]));
  if (party) return party.code;
  throw notAmong(account, parties);
}

function notAmong(account: Account, parties: readonly Jurisdiction[]) {
  const who = parties.map((j) => j.name).join('、') || '—';
  const whoEn = parties.map((j) => j.nameEn).join(', ') || '—';
  return forbidden({
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

/** A problem that was retired may be cited by what was submitted under it, and by nothing new. */
function refuseUnknownItem(item: string | null, category: string, duties: DutyList): void {
  if (item === null || item === category) return;
  const found = duties.categories.find(({ code }) => code === item);
  if (found && !found.retired) return;
  const detail = found
    ? {
        zh: `专项清单里的“${item} ${found.name}”已停用`,
        en: `Problem "${item} ${found.nameEn}" of the catalogue is retired`,
      }
    : { zh: `专项清单里没有“${item}”`, en: `The catalogue has no problem "${item}"` };
  throw invalid(detail, [{ pointer: '#/catalogueItem', got: item, detail }]);
}
