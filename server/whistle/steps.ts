import { bodyOf, chosen } from './chosen.ts';
import { dutySides } from './flow.ts';
import { putSide, releaseSummons } from './side-store.ts';
import { stateOf } from './store.ts';
import { areaOf, readerOf, type Stepping, take, write } from './taking.ts';
import type { WhistleView } from './view.ts';

export const markRead = (asked: Stepping, summons: readonly string[]): Promise<WhistleView> =>
  take(asked, 'read', null, async ({ tx, whistle, actions, step }) => {
    for (const s of chosen(step, whistle, actions, summons)) {
      await tx`update summons set read_at = ${step.now} where id = ${s.id}`;
      await write(tx, step, 'summons.read', whistle, s.areaCode, bodyOf(s));
    }
  });

export interface Feedback {
  readonly area: string;
  readonly text: string;
  /** The bodies that say so; none: the side itself, or for somebody of a body that body. */
  readonly summons: readonly string[];
}

/** What a side, or bodies of it that have come, have done. A later one takes the place of the one before; the log keeps both. */
export const feedBack = (asked: Stepping, { area, text, summons }: Feedback): Promise<WhistleView> =>
  take(asked, 'feedback', area, async ({ tx, whistle, actions, step }) => {
    const ofBodies = summons.length > 0 || step.account.bodyCode !== null;
    for (const s of ofBodies ? chosen(step, whistle, actions, summons) : []) {
      await tx`update summons set feedback = ${text}, feedback_at = ${step.now} where id = ${s.id}`;
      await write(tx, step, 'summons.fedBack', whistle, s.areaCode, { ...bodyOf(s), text });
    }
    if (ofBodies) return;
    await tx`
      update side set feedback = ${text}, feedback_at = ${step.now}
      where whistle_id = ${whistle.id} and area_code = ${area}`;
    await write(tx, step, 'side.fedBack', whistle, area, { ...areaOf(whistle, area), text });
  });

export const verify = (asked: Stepping): Promise<WhistleView> =>
  take(asked, 'verify', null, async ({ tx, whistle, step }) => {
    await tx`update whistle set verified_at = ${step.now} where id = ${whistle.id}`;
    const area = whistle.blownFor.code;
    await write(tx, step, 'whistle.verified', whistle, area, areaOf(whistle, area));
  });

/** Lets the named summonses go, or all that are on site where none is named. */
export const release = (asked: Stepping, summons: readonly string[]): Promise<WhistleView> =>
  take(asked, 'release', null, async ({ tx, whistle, actions, step }) => {
    for (const s of chosen(step, whistle, actions, summons)) {
      await releaseSummons(tx, s.id, step.now);
      await write(tx, step, 'summons.released', whistle, s.areaCode, bodyOf(s));
    }
    const gone = new Set(chosen(step, whistle, actions, summons).map((s) => s.id));
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
export const sign = (asked: Stepping, areaCode: string): Promise<WhistleView> =>
  take(asked, 'sign', areaCode, async ({ tx, whistle, step }) => {
    await tx`
      update side set signed_at = ${step.now}, signed_by = ${step.account.name}
      where whistle_id = ${whistle.id} and area_code = ${areaCode}`;
    await write(tx, step, 'side.signed', whistle, areaCode, areaOf(whistle, areaCode));
    if (dutySides(stateOf(whistle)).some((side) => !side.signedAt && side.areaCode !== areaCode)) return;
    await tx`update whistle set closed_at = ${step.now} where id = ${whistle.id}`;
    await tx`update incident set status = 'closed', closed_at = ${step.now} where id = ${whistle.incidentId}`;
    await write(tx, step, 'whistle.closed', whistle, null, areaOf(whistle, whistle.blownFor.code));
  });

export const sendMessage = (asked: Stepping, text: string): Promise<WhistleView> =>
  take(asked, 'message', null, async ({ tx, whistle, step }) => {
    const side = whistle.sides.find((s) => readerOf(step.account, whistle).actsFor('message', s.areaCode));
    const area = side?.areaCode ?? whistle.blownFor.code;
    await write(tx, step, 'message.sent', whistle, area, { ...areaOf(whistle, area), text });
  });
