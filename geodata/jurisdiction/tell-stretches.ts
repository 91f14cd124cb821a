import { type BoundaryRoad, isAlike, type Stretch } from './boundary-road.ts';
import { basisInWords } from './reasons.ts';
import { fullName, fullNames, type Telling } from './telling.ts';
import type { Bilingual } from './verdict.ts';
import { compass } from './wording.ts';

/** Codes of all sides of a road's stretches. */
export const sidesOf = (stretches: readonly Stretch[]): readonly string[] => [
  ...new Set(stretches.flatMap(({ run }) => [run.left, run.right])),
];

/** Metres along the line as drawn that follow one stretch. */
interface Piece {
  readonly stretch: Stretch;
  readonly from: number;
  readonly to: number;
}

/** Metres: less than this is no stretch worth naming. */
const shortest = 1;
/** Stretches that are read out; who wants more looks at the map. */
const most = 6;

/** A road whose basis changes on the way: from which end, from where to where, what it follows and whose it is. */
export function tellStretches({ stretches, beginning }: BoundaryRoad, telling: Telling): Bilingual {
  const pieces = piecesOf(stretches);
  const named = sidesOf(stretches).length > 2;
  const told = pieces.slice(0, most).map(({ stretch, from, to }) => {
    const reach = `${Math.round(from)}–${Math.round(to)} m`;
    const basis = basisInWords(stretch.run.record?.basis ?? null);
    const [whose, none] = [whoseOf(stretch, named, telling), (stretch.run.record?.basis ?? null) === null];
    return {
      zh: `${reach} ${none ? '未记录依据' : `依据为${basis.zh}`}，${whose.zh}`,
      en: `${reach} ${none ? 'no basis on record' : `the ${basis.en}`}, ${whose.en}`,
    };
  });
  const more = pieces.length - told.length;
  const end = beginning === null ? null : compass(beginning);
  return {
    zh: `各段依据不一：自${end ? `${end.zh}端` : '起点'}量起，${told.map(({ zh }) => zh).join('；')}${
      more > 0 ? `；另有 ${more} 段` : ''
    }`,
    en: `its basis differs from stretch to stretch. From ${end ? `its ${end.en} end` : 'where it begins'}: ${told
      .map(({ en }) => en)
      .join('; ')}${more > 0 ? `; and ${more} more` : ''}`,
  };
}

function whoseOf({ run, sharing, holder }: Stretch, named: boolean, telling: Telling): Bilingual {
  const areaOf = (code: string) => telling.jurisdictionOf(code) ?? [];
  const [held] = holder === null ? [] : [areaOf(holder)].flat();
  if (held) {
    const { zh, en } = fullName(held, telling);
    return { zh: `由${zh}负责`, en: `for ${en}` };
  }
  const both = named ? fullNames([run.left, run.right].flatMap(areaOf), telling) : null;
  return sharing === 'bySide'
    ? {
        zh: `${both ? `${both.zh}` : '双方'}各管所在一侧`,
        en: `by sides${both ? ` between ${both.en}` : ''}`,
      }
    : { zh: `由${both ? both.zh : '双方'}共同负责`, en: `for ${both ? both.en : 'both sides'} together` };
}

/** In their order along the line. What lies near two stretches, where one ends and the next begins, is shared at its middle. */
function piecesOf(stretches: readonly Stretch[]): readonly Piece[] {
  const all = stretches
    .flatMap((stretch) => stretch.run.spans.map(([from, to]): Piece => ({ stretch, from, to })))
    .sort((one, other) => one.from - other.from || other.to - one.to);
  const pieces: Piece[] = [];
  for (const piece of all) {
    const last = pieces.at(-1);
    if (!last || piece.from > last.to) pieces.push(piece);
    else if (piece.to > last.to) {
      const middle = (piece.from + last.to) / 2;
      pieces.push({ ...pieces.pop(), to: middle } as Piece, { ...piece, from: middle });
    }
  }
  const joined: Piece[] = [];
  for (const piece of pieces.filter(({ from, to }) => to - from >= shortest)) {
    const last = joined.at(-1);
    if (last && piece.from - last.to < shortest && isSame(last.stretch, piece.stretch))
      joined[joined.length - 1] = { ...last, to: piece.to };
    else joined.push(piece);
  }
  return joined;
}

const isSame = (one: Stretch, other: Stretch): boolean =>
  isAlike(one, other) && one.run.left === other.run.left && one.run.right === other.run.right;
