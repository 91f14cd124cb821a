import type { Lonlat } from '../../geodata/geometry.ts';
import { invalid } from '../errors.ts';
import { bodyOf, chosen } from './chosen.ts';
import { type Limits, readLimits } from './limits.ts';
import { distanceToFootprint } from './store.ts';
import { type Stepping, take, write } from './taking.ts';
import type { CheckInForm, WhistleView } from './view.ts';

export interface CheckIn {
  readonly summons: readonly string[];
  readonly form: CheckInForm;
  readonly position: Lonlat | null;
  /** 95 % radius of the position in metres. */
  readonly accuracy: number;
  readonly reason: string;
}

/**
 * Checks bodies in. On site is who is within some metres of the footprint, beside the position's own accuracy, unless the
 * position is too rough to show anything; off site asks for a reason. Whether it was on time is worked out, never told.
 * @throws Problem 400 without position and reason; 409 where a body has checked in already, or the work is verified.
 */
export const checkIn = (asked: Stepping, input: CheckIn): Promise<WhistleView> =>
  take(asked, 'checkIn', null, async ({ tx, whistle, actions, step }) => {
    const summonses = chosen(step, whistle, actions, input.summons);
    const limits = await readLimits(tx);
    const { form, position, accuracy, reason } = input;
    const distance = position && (await distanceToFootprint(tx, whistle.incidentId, position));
    const onSite =
      distance !== null && accuracy <= limits.accuracyMetres && distance <= limits.onSiteMetres + accuracy;
    if (!onSite && !reason.trim()) throw reasonNeeded(distance, accuracy, limits);
    const kept = { form, position: position && [...position], accuracy, distance, onSite, reason };
    for (const s of summonses) {
      await tx`
        update summons set checked_in_at = ${step.now}, read_at = coalesce(read_at, ${step.now}), check_in = ${tx.json(kept)}
        where id = ${s.id}`;
      await write(tx, step, 'summons.checkedIn', whistle, s.areaCode, { ...bodyOf(s), distance, onSite });
    }
    await tx`update incident set responded_at = coalesce(responded_at, ${step.now}) where id = ${whistle.incidentId}`;
  });

function reasonNeeded(distance: number | null, accuracy: number, limits: Limits): Error {
  const limit = limits.onSiteMetres + accuracy;
  const where =
    distance === null
      ? { zh: '没有给出位置', en: 'No position was given' }
      : accuracy > limits.accuracyMetres
        ? {
            zh: `定位精度 ${Math.round(accuracy)} m，差于 ${limits.accuracyMetres} m`,
            en: `The position is known within ${Math.round(accuracy)} m only, wanted ${limits.accuracyMetres} m`,
          }
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
