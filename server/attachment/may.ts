import { type Account, mayOn } from '../access/session.ts';
import { conflict, forbidden } from '../errors.ts';
import { maySee } from '../whistle/taking.ts';
import type { WhistleView } from '../whistle/view.ts';

/**
 * Whether the account may see the photos of a whistle: whoever may add to them, or sees the incident itself. A wall sees
 * whistles, but no photos: they may show people.
 */
export const maySeePhotos = (account: Account, whistle: WhistleView): boolean =>
  maySee(account, whistle) &&
  (mayOn(account, 'incident.see', pathsOf(whistle)) ||
    mayOn(account, 'attachment.add', pathsOf(whistle), bodiesOf(whistle)));

/**
 * The body a photo is added for: the one named, which must have been called and be the account's to speak for; else the
 * account's own, or none.
 * @throws Problem 403 not the account's to add; 409 the whistle is closed.
 */
export function speaksFor(account: Account, whistle: WhistleView, named: string | null): string | null {
  const body = named ?? account.bodyCode;
  const calls = whistle.summonses.filter(({ bodyCode }) => body === null || bodyCode === body);
  const pathOf = new Map(
    [...whistle.sides, ...whistle.leftSides].map(({ areaCode, path }) => [areaCode, path]),
  );
  const allowed = calls.some(({ areaCode, bodyCode }) =>
    mayOn(account, 'attachment.add', [pathOf.get(areaCode) ?? [areaCode]], [bodyCode]),
  );
  if (!allowed)
    throw forbidden({
      zh: `“${account.displayName}”不能为${body ? `单位 ${body} ` : '这一方'}给哨 ${whistle.number} 添加照片`,
      en: `"${account.displayNameEn}" cannot add photos to whistle ${whistle.number} for ${body ? `the body ${body}` : 'its sides'}`,
    });
  if (whistle.closedAt)
    throw conflict('closed', {
      zh: `哨 ${whistle.number} 已结案，不能再添加照片`,
      en: `Whistle ${whistle.number} is closed; photos cannot be added any more`,
    });
  return body;
}

const pathsOf = ({ sides, leftSides }: WhistleView) => [...sides, ...leftSides].map(({ path }) => path);
const bodiesOf = ({ summonses }: WhistleView) => summonses.map(({ bodyCode }) => bodyCode);
