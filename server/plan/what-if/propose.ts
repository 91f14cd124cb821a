import type { Sql } from 'postgres';
import { type Fault, findMoveFault } from '../../../geodata/analysis/what-if/check.ts';
import { loadWith } from '../../../geodata/analysis/what-if/load.ts';
import type { Line } from '../../../geodata/geometry.ts';
import type { Bilingual } from '../../../geodata/jurisdiction/verdict.ts';
import { invalid, type Problem } from '../../errors.ts';
import type { GroundView, Neighbour } from './ground.ts';
import { insertProposal } from './store.ts';

export interface Proposing {
  readonly name: string;
  readonly note: string;
  readonly line: Line;
  readonly author: string;
  readonly madeAt: Date;
}

/**
 * Keeps a line as a proposal, with what both areas carry before and after, worked out here and now.
 * @throws Problem 400 saying why the line cannot run so, and where.
 */
export async function propose(sql: Sql, ground: GroundView, asked: Proposing): Promise<string> {
  const { line, ...about } = asked;
  const fault = findMoveFault({
    before: ground.line,
    after: line,
    outers: ground.outers,
    areas: ground.areas,
  });
  if (fault) throw refused(fault, ground);
  const { edition, key, left, right, from, to } = ground;
  const lineString = (of: Line) => ({
    type: 'LineString' as const,
    coordinates: of.map(([lon, lat]) => [lon, lat]),
  });
  return insertProposal(sql, {
    ...about,
    edition,
    key,
    left: left.code,
    right: right.code,
    was: lineString(ground.line),
    line: lineString(line),
    figures: { from, to, before: loadWith(ground, ground.line), after: loadWith(ground, line) },
  });
}

function refused({ fault, at, area }: Fault<Neighbour>, { left, right }: GroundView): Problem {
  const words = wordsFor(fault, {
    area,
    sides: { zh: `${left.name}、${right.name}`, en: `${left.nameEn} and ${right.nameEn}` },
  });
  return invalid(words, [{ pointer: 'json/line', detail: words, at: at && [at[0], at[1]] }]);
}

function wordsFor(
  fault: Fault<Neighbour>['fault'],
  { area, sides }: { readonly area: Neighbour | null; readonly sides: Bilingual },
): Bilingual {
  switch (fault) {
    case 'short':
      return { zh: '线至少要有两个点', en: 'A line has at least two positions' };
    case 'too-many':
      return { zh: '线的点太多，最多 5000 个', en: 'The line has too many positions: at most 5,000' };
    case 'not-finite':
      return { zh: '线上有不是数字的坐标', en: 'A position of the line is no number' };
    case 'ends-moved':
      return {
        zh: '线的两端不能移动：那里还有别的边界',
        en: 'The ends of the line stay: other lines end there',
      };
    case 'crosses-itself':
      return { zh: '线与自己相交', en: 'The line crosses itself' };
    case 'leaves':
      return area
        ? {
            zh: `线进入了${area.name}，只能在${sides.zh}之内`,
            en: `The line runs into ${area.nameEn}; it must stay within ${sides.en}`,
          }
        : { zh: `线越出了${sides.zh}`, en: `The line leaves ${sides.en}` };
    case 'encloses':
      return area
        ? { zh: `线把${area.name}也圈了进来`, en: `The line takes in ${area.nameEn}, too` }
        : { zh: '线把别的边界也圈了进来', en: 'The line takes in another boundary' };
    case 'nothing-left':
      return { zh: '有一侧几乎什么都不剩', en: 'Next to nothing is left of one side' };
  }
}
