import type { Loading } from '../duty/load.ts';
import { conflict, forbidden, notFound } from '../errors.ts';
import { append, lockLog } from '../live/log.ts';
import { findNext, lockShift, recordHandover, type Shift } from './store.ts';

/**
 * Hands a shift over to the one that follows it, with what it must know.
 * @throws Problem 404 unknown; 403 not the reader's to keep; 409 not begun, handed over already, or nobody follows.
 */
export async function handOver(
  { sql, account, now }: Loading,
  id: string,
  note: string,
  mayKeep: (shift: Shift) => boolean,
): Promise<Shift> {
  const after = await sql.begin(async (tx) => {
    await lockLog(tx);
    const shift = await lockShift(tx, id);
    if (!shift) throw notFound({ zh: '班次', en: 'shift' }, id);
    if (!mayKeep(shift))
      throw forbidden({
        zh: `“${account.displayName}”不能登记${shift.bodyName}在 ${shift.areaCode} 的交接`,
        en: `"${account.displayNameEn}" may not enter handovers of ${shift.bodyNameEn} in ${shift.areaCode}`,
      });
    if (shift.handover)
      throw conflict('already-done', {
        zh: `班次 ${id} 已于 ${shift.handover.at} 交接，没有重复登记`,
        en: `Shift ${id} was handed over at ${shift.handover.at}; nothing was entered twice`,
      });
    if (shift.from > now)
      throw conflict('not-begun', {
        zh: `班次 ${id} ${shift.from.toISOString()} 才开始，不能交接`,
        en: `Shift ${id} begins at ${shift.from.toISOString()} and cannot be handed over yet`,
      });
    const next = await findNext(tx, shift, now);
    if (!next)
      throw conflict('nobody-follows', {
        zh: `${shift.bodyName}在 ${shift.areaCode} 没有下一班：请先排班，再交接`,
        en: `Nobody follows for ${shift.bodyNameEn} in ${shift.areaCode}: enter the next shift first`,
      });
    await recordHandover(tx, id, { at: now, by: account.name, to: next.id, note });
    await append(tx, {
      at: now,
      step: 'roster.kept',
      areaCode: shift.areaCode,
      actor: account.name,
      body: { shift: id, to: next.id, body: shift.bodyCode },
    });
    return lockShift(tx, id);
  });
  return after as Shift;
}
