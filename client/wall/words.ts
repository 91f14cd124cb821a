import type { LiveEvent, SideView, SummonsView, Whistle } from '../api.ts';
import { fraction } from '../text/format.ts';
import type { Text } from '../text/text.ts';
import { shortName } from './whistles.ts';

/** The areas of a whistle beside its mark on the map, all short: 潘家园. */
export const areasShort = (whistle: Whistle, text: Text): string => shortName(areasOf(whistle, text));

/** The areas of a whistle as its title: one by its full name, several short and crossed: 广安门外 × 太平桥. */
export function areasOf(whistle: Whistle, { format }: Text): string {
  const sides = whistle.sides.filter(({ role }) => role !== 'inform');
  const called = sides.length > 0 ? sides : whistle.sides;
  const [first] = called;
  if (first === undefined) return format.name(whistle.blownFor);
  if (called.length === 1) return format.name(first);
  return [...called]
    .sort((a, b) => a.areaCode.localeCompare(b.areaCode))
    .map((side) => shortName(format.name(side)))
    .join(' × ');
}

/** A body within its side's row, where the side is already said: 城管. */
export const bodyOf = (summons: SummonsView, { language }: Text): string =>
  language === 'zh' ? summons.short : summons.shortEn || summons.bodyNameEn;

/** A side as a column head: its district, where the sides lie in several. */
export function sideHead(side: SideView, whistle: Whistle, { format }: Text): string {
  const districts = new Set(whistle.sides.map(({ district }) => district?.code));
  if (side.district !== null && districts.size === whistle.sides.length)
    return format.name(side.district).replace(/区$/u, '');
  return shortName(format.name(side));
}

/** A share to be read from far off: 2/3, or whole per cent. */
export const shareOf = (share: number): string => fraction(share) ?? `${Math.round(share * 100)} %`;

/** About how wide a text is, in ems: a Chinese character one, any other a little more than half. */
export const emsOf = (text: string): number =>
  [...text].reduce((ems, sign) => ems + (sign.charCodeAt(0) > 0x2e7f ? 1 : 0.55), 0);

/** One line of what happened: who, what, and one number where there is one. Null for steps a wall does not tell. */
export function tellEvent(
  event: LiveEvent,
  whistle: Whistle | undefined,
  text: Text,
): { readonly who: string; readonly what: string; readonly figure: string } | null {
  const { t, format } = text;
  const who = event.who === null ? '' : format.name(event.who);
  const where =
    whistle === undefined
      ? format.name({ name: event.place, nameEn: event.placeEn })
      : areasOf(whistle, text);
  const matter = event.category === null ? '' : format.name(event.category);
  switch (event.step) {
    case 'whistle.blown':
      return {
        who,
        what: t('wall.event.blown', { matter, where }),
        figure: whistle === undefined ? '' : t('wall.called', { count: whistle.summonses.length }),
      };
    case 'summons.read':
      return { who, what: t('wall.event.read', { where }), figure: '' };
    case 'summons.checkedIn':
      return {
        who,
        what: t('wall.event.checkedIn', { where }),
        figure: event.distance === null ? '' : farOff(event.distance),
      };
    case 'side.fedBack':
      return { who, what: t('wall.event.fedBack', { words: event.text || matter }), figure: '' };
    case 'whistle.verified':
      return { who, what: t('wall.event.verified', { where, matter }), figure: '' };
    case 'summons.released':
      return { who, what: t('wall.event.released', { where }), figure: '' };
    case 'side.signed':
      return { who, what: t('wall.event.signed', { where, matter }), figure: '' };
    case 'whistle.closed':
      return { who: who || where, what: t('wall.event.closed', { where, matter }), figure: '' };
    case 'edition.published':
      return { who: '', what: t('wall.event.published', { edition: event.edition ?? '' }), figure: '' };
    case 'incident.redrawn':
      return { who, what: t('wall.event.redrawn', { where, matter }), figure: '' };
    case 'side.added':
      return { who, what: t('wall.event.added', { where, matter }), figure: '' };
    case 'side.left':
      return { who, what: t('wall.event.left', { where, matter }), figure: '' };
    case 'summons.added':
      return { who, what: t('wall.event.summoned', { where, matter }), figure: '' };
    case 'summons.nudged':
      return { who, what: t('wall.event.nudged', { where }), figure: '' };
    case 'whistle.escalated':
      return { who, what: t('wall.event.escalated', { where, matter }), figure: '' };
    case 'consultation.called':
      return { who, what: t('wall.event.consultation', { where, matter }), figure: '' };
    case 'consultation.held':
      return { who, what: t('wall.event.consulted', { where, matter }), figure: '' };
    case 'incident.submitted':
    case 'incident.accepted':
    case 'incident.registered':
    case 'incident.refused':
    case 'incident.overridden':
    case 'summons.fedBack':
    case 'side.leaving':
    case 'return.asked':
    case 'return.upheld':
    case 'return.rejected':
    case 'extension.asked':
    case 'extension.granted':
    case 'extension.refused':
    case 'consultation.forced':
    case 'consultation.cancelled':
    case 'message.sent':
      return null;
  }

  function farOff(metres: number): string {
    return metres < 1 ? t('wall.onTheSpot') : t('wall.distance', { distance: format.distance(metres) });
  }
}
