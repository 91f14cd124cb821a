import type { Sql, TransactionSql } from 'postgres';
import type { Account } from '../access/session.ts';
import { conflict, type FieldError, notFound, Problem } from '../errors.ts';
import { append, lockLog } from '../live/log.ts';
import { maySee } from '../whistle/taking.ts';
import type { WhistleView } from '../whistle/view.ts';
import type { Keep } from './keep.ts';
import { photoLimits } from './limits.ts';
import { speaksFor } from './may.ts';
import { type PhotoFault, readPhoto } from './photo.ts';
import { putAttachment, readAttachments } from './store.ts';
import type { Moment, PhotoView } from './view.ts';

/** Reads whistles by their numbers; the case's own store, handed in. */
export type ReadWhistles = (sql: Sql | TransactionSql, ids: readonly string[]) => Promise<WhistleView[]>;

/** Who adds, when, to which whistle, and where pictures go. */
export interface Adding {
  readonly sql: Sql;
  readonly readWhistles: ReadWhistles;
  readonly keep: Keep;
  readonly account: Account;
  readonly now: Date;
  readonly id: string;
}

/**
 * The whistle a photo may be added to. Asked before the photo is looked at, and again when it is entered.
 * @throws Problem 404 not the account's to see.
 */
export async function findWhistle(
  { readWhistles, account, id }: Adding,
  sql: Sql | TransactionSql,
): Promise<WhistleView> {
  const [whistle] = await readWhistles(sql, [id]);
  if (!whistle || !maySee(account, whistle)) throw notFound({ zh: '哨', en: 'whistle' }, id);
  return whistle;
}

/**
 * Adds a photo to a whistle and writes it in the log. The same picture again changes nothing, and is answered as the first.
 * @throws Problem 415, 422 the photo's faults; 403, 404, 409 as `findWhistle` and `speaksFor`; 409 the case is full.
 */
export async function addPhoto(
  adding: Adding,
  file: Uint8Array,
  { moment, body }: { readonly moment: Moment; readonly body: string | null },
): Promise<PhotoView> {
  const { sql, keep, account, now, id } = adding;
  const photo = await readPhoto(file);
  if ('fault' in photo) throw refusal(photo);
  await keep.put(photo.hash, photo.bytes);
  const photos = await sql.begin(async (tx) => {
    await lockLog(tx);
    const whistle = await findWhistle(adding, tx);
    const bodyCode = speaksFor(account, whistle, body);
    const { hash, width, height, bytes } = photo;
    const before = await readAttachments(tx, id);
    if (before.length >= photoLimits.perWhistle && !before.some((p) => p.hash === hash)) throw full(whistle);
    const attachment = {
      whistleId: id,
      hash,
      moment,
      bodyCode,
      width,
      height,
      at: now,
      account: account.name,
    };
    if (!(await putAttachment(tx, { ...attachment, bytes: bytes.length }))) return before;
    await append(tx, {
      at: now,
      step: 'attachment.added',
      incidentId: whistle.incidentId,
      whistleId: id,
      areaCode: whistle.summonses.find((s) => s.bodyCode === bodyCode)?.areaCode ?? null,
      actor: account.name,
      body: { hash, moment, whoCode: bodyCode },
    });
    return readAttachments(tx, id);
  });
  const added = photos.find(({ hash }) => hash === photo.hash);
  if (!added) throw new Error(`the photo ${photo.hash} of whistle ${id} has gone`);
  return added;
}

function refusal({ fault, got, detail }: PhotoFault): Problem {
  const title = { zh: '不能收这张照片', en: 'This photo cannot be taken' };
  const errors: FieldError[] = [{ pointer: '#/photo', got, detail }];
  return fault === 'type'
    ? new Problem(415, 'photo-type', title, detail, errors)
    : new Problem(422, fault === 'pixels' ? 'photo-pixels' : 'photo-broken', title, detail, errors);
}

const full = ({ number }: WhistleView): Problem =>
  conflict('photos-full', {
    zh: `哨 ${number} 已有 ${photoLimits.perWhistle} 张照片，不能再加`,
    en: `Whistle ${number} has ${photoLimits.perWhistle} photos, as many as it can hold`,
  });
