import type { Lonlat } from '../../geodata/geometry.ts';
import { conflict, invalid, notFound } from '../errors.ts';
import { dutySides } from './flow.ts';
import { putSide, releaseSummons } from './side-store.ts';
import { distanceToFootprint, stateOf } from './store.ts';
import { areaOf, readerOf, type Stepping, take, write } from './taking.ts';
import type { ActionView, CheckInForm, SummonsView, WhistleView } from './view.ts';

/** Metres from the footprint within which a check-in counts as on site, beside the position's own accuracy. */
export const onSiteMetres = 50;

export interface CheckIn {
  readonly summons: readonly string[];
  readonly form: CheckInForm;
  readonly position: Lonlat | null;
  /** 95 % radius of the position in metres. */
  readonly accuracy: number;
  readonly reason: string;
}

export const markRead = (step: Stepping, summons: readonly string[]): Promise<WhistleView> =>
  take(step, 'read', null, async ({ tx, whistle, actions }) => {
    for (const s of chosen(whistle, actions, summons)) {
      await tx`update summons set read_at = ${step.now} where id = ${s.id}`;
      await write(tx, step, 'summons.read', whistle, s.areaCode, bodyOf(s));
    }
  });

export const checkIn = (step: Stepping, input: CheckIn): Promise<WhistleView> =>
  take(step, 'checkIn', null, async ({ tx, whistle, actions }) => {
    const distance = input.position && (await distanceToFootprint(tx, whistle.incidentId, input.position));
    const onSite = distance !== null && distance <= onSiteMetres + input.accuracy;
    if (!onSite && !input.reason.trim()) throw reasonNeeded(distance, input.accuracy);
    for (const s of chosen(whistle, actions, input.summons)) {
      const { form, position, reason } = input;
      await tx`
        update summons set checked_in_at = ${step.now}, read_at = coalesce(read_at, ${step.now}),
                           check_in = ${tx.json({ form, position: position && [...position], distance, onSite, reason })}
        where id = ${s.id}`;
      await tx`update incident set responded_at = coalesce(responded_at, ${step.now}) where id = ${whistle.incidentId}`;
      await write(tx, step, 'summons.checkedIn', whistle, s.areaCode, { ...bodyOf(s), distance, onSite });
    }
  });

export const feedBack = (step: Stepping, areaCode: string, text: string): Promise<WhistleView> =>
  take(step, 'feedback', areaCode, async ({ tx, whistle }) => {
    await tx`
      update side set feedback = ${text}, feedback_at = ${step.now}
      where whistle_id = ${whistle.id} and area_code = ${areaCode}`;
    await write(tx, step, 'side.fedBack', whistle, areaCode, { ...areaOf(whistle, areaCode), text });
  });

export const verify = (step: Stepping): Promise<WhistleView> =>
  take(step, 'verify', null, async ({ tx, whistle }) => {
    await tx`update whistle set verified_at = ${step.now} where id = ${whistle.id}`;
    const area = whistle.blownFor.code;
    await write(tx, step, 'whistle.verified', whistle, area, areaOf(whistle, area));
  });

/** Lets the named summonses go, or all that are on site where none is named. */
export const release = (step: Stepping, summons: readonly string[]): Promise<WhistleView> =>
  take(step, 'release', null, async ({ tx, whistle, actions }) => {
    for (const s of chosen(whistle, actions, summons)) {
      await releaseSummons(tx, s.id, step.now);
      await write(tx, step, 'summons.released', whistle, s.areaCode, bodyOf(s));
    }
    const gone = new Set(chosen(whistle, actions, summons).map((s) => s.id));
    for (const side of whistle.sides.filter(({ state }) => state === 'leaving')) {
      const held = whistle.summonses.some(
        (s) => s.areaCode === side.areaCode && !s.releasedAt && !gone.has(s.id),
      );
      if (held) continue;
      await putSide(tx, whistle.id, { ...side, state: 'left' });
      await write(tx, step, 'side.left', whistle, side.areaCode, areaOf(whistle, side.areaCode));
    }
  });

/** Signs for one side. The whistle closes, in the same transaction, when every side with a duty has signed. */
export const sign = (step: Stepping, areaCode: string): Promise<WhistleView> =>
  take(step, 'sign', areaCode, async ({ tx, whistle }) => {
    await tx`
      update side set signed_at = ${step.now}, signed_by = ${step.account.name}
      where whistle_id = ${whistle.id} and area_code = ${areaCode}`;
    await write(tx, step, 'side.signed', whistle, areaCode, areaOf(whistle, areaCode));
    if (dutySides(stateOf(whistle)).some((side) => !side.signedAt && side.areaCode !== areaCode)) return;
    await tx`update whistle set closed_at = ${step.now} where id = ${whistle.id}`;
    await tx`update incident set status = 'closed', closed_at = ${step.now} where id = ${whistle.incidentId}`;
    await write(tx, step, 'whistle.closed', whistle, null, areaOf(whistle, whistle.blownFor.code));
  });

export const sendMessage = (step: Stepping, text: string): Promise<WhistleView> =>
  take(step, 'message', null, async ({ tx, whistle }) => {
    const side = whistle.sides.find((s) => readerOf(step.account, whistle).actsFor('message', s.areaCode));
    const area = side?.areaCode ?? whistle.blownFor.code;
    await write(tx, step, 'message.sent', whistle, area, { ...areaOf(whistle, area), text });
  });

/** The summonses named, each checked to be open to the reader; all that are open where none is named. */
function chosen(whistle: WhistleView, actions: readonly ActionView[], ids: readonly string[]): SummonsView[] {
  const open = new Set(actions.flatMap((a) => a.summons));
  const asked = ids.length ? ids : [...open];
  return asked.map((id) => {
    const summons = whistle.summonses.find((s) => s.id === id);
    if (!summons) throw notFound({ zh: '召集', en: 'summons' }, id);
    if (!open.has(id))
      throw conflict('already-done', {
        zh: `${summons.bodyName}的这一步已经完成，或不由您办理`,
        en: `For ${summons.bodyNameEn} this step has been taken already, or is not yours to take`,
      });
    return summons;
  });
}

function reasonNeeded(distance: number | null, accuracy: number): Error {
  const limit = onSiteMetres + accuracy;
  const where =
    distance === null
      ? { zh: '没有给出位置', en: 'No position was given' }
      : {
          zh: `距现场 ${Math.round(distance)} m，超过 ${Math.round(limit)} m`,
          en: `${Math.round(distance)} m from the site, more than ${Math.round(limit)} m`,
        };
  const detail = {
    zh: `${where.zh}；不在现场报到须说明原因`,
    en: `${where.en}; a check-in off site needs a reason`,
  };
  return invalid(detail, [{ pointer: '#/reason', got: '', detail }]);
}

const bodyOf = (s: SummonsView) => ({ whoCode: s.bodyCode, whoName: s.bodyName, whoNameEn: s.bodyNameEn });
