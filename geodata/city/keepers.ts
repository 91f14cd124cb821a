import type { DrawnLane } from './lanes.ts';
import { hashWord } from './random.ts';

/** Somebody who looks after a street or a cell; names and phones are made up. */
export interface CityKeeper {
  readonly number: string;
  readonly role: 'laneChief' | 'laneKeeper' | 'cellOfficer';
  readonly name: string;
  readonly phone: string;
  readonly organisation: string;
  /** Street and its rank; null for a cell officer. */
  readonly lane: Pick<DrawnLane, 'name' | 'class'> | null;
  readonly area: string;
}

const families = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
const givens = [...'建国明华文静丽娟强磊洋艳勇军杰敏秀英涛霞平刚桂芳'];

/** Districts whose streets have chiefs in the demo; elsewhere the register is still empty. */
const covered = /^11010[126]/;

/**
 * A chief for every street of the covered districts, a keeper for every alley, and an officer for every community: for
 * each subdistrict in which a street was drawn. `communities` are codes; the same lanes give the same people.
 */
export function drawKeepers(lanes: readonly DrawnLane[], communities: Iterable<string>): CityKeeper[] {
  const seen = new Set<string>();
  const keepers: CityKeeper[] = [];
  for (const { name, class: rank, subdistrict } of lanes) {
    const key = `${subdistrict} ${name} ${rank}`;
    if (!covered.test(subdistrict) || seen.has(key)) continue;
    seen.add(key);
    const lane = { name, class: rank };
    keepers.push(person('laneChief', key, { lane, area: subdistrict, organisation: '街道办事处' }));
    if (rank === 'lane')
      keepers.push(person('laneKeeper', key, { lane, area: subdistrict, organisation: '社区志愿者' }));
  }
  for (const code of communities)
    if (covered.test(code))
      keepers.push(person('cellOfficer', code, { lane: null, area: code, organisation: '社区居民委员会' }));
  return keepers;
}

const initials = { laneChief: 'C', laneKeeper: 'K', cellOfficer: 'O' } as const;

function person(
  role: CityKeeper['role'],
  key: string,
  rest: Pick<CityKeeper, 'lane' | 'area' | 'organisation'>,
): CityKeeper {
  const hash = hashWord(`${role} ${key}`) >>> 0;
  const at = (list: readonly string[], shift: number): string => list[(hash >>> shift) % list.length] ?? '';
  return {
    number: `${initials[role]}${rest.area}-${hash.toString(36).padStart(7, '0')}`,
    role,
    name: at(families, 0) + at(givens, 7) + (hash & 4096 ? at(givens, 17) : ''),
    // 555 is given to nobody: a phone that rings nowhere.
    phone: `0105550${String(hash % 10_000).padStart(4, '0')}`,
    ...rest,
  };
}
