import { randomUUID } from 'node:crypto';
import type { Polygon } from 'geojson';
import type { WhistleView } from '../../server/whistle/view.ts';
import type { Answer, People, Person } from './people.ts';

/** One request, and how many rows of which steps the log must have of it. */
export interface Step {
  readonly person: Person;
  readonly path: string;
  readonly body: unknown;
  readonly key: string;
  readonly writes: (answer: Answer['body']) => readonly (readonly [step: string, rows: number])[];
}

/** A joint whistle on its way from the submission to the last signature. */
export interface Case {
  /** What is to be done next. */
  readonly next: () => Step;
  /** Takes an answer in; false once the case is closed. */
  readonly advance: (answer: Answer['body']) => boolean;
}

const east = '110102020';
const west = '110106002';

/** The building on the line, a little beside where it was the last time. */
export function openCase(people: People, building: Polygon, n: number): Case {
  const of = (group: readonly Person[] | undefined): Person => {
    const person = group?.[n % group.length];
    if (!person) throw new Error('there are too few people for a case: give --people 200');
    return person;
  };
  const xicheng = of(people.xicheng);
  const fengtai = of(people.fengtai);
  const sides = [
    { area: east, person: xicheng },
    { area: west, person: fengtai },
  ];
  let incident = '';
  let whistle: WhistleView | null = null;

  const submit = (): Step => ({
    person: xicheng,
    path: '/api/incidents',
    body: {
      type: 'Feature',
      geometry: { ...building, coordinates: building.coordinates.map((ring) => ring.map(moved(n))) },
      properties: { category: '01-01', kind: 'enforcement', source: 'patrol' },
    },
    key: randomUUID(),
    writes: () => [['incident.submitted', 1]],
  });
  const blow = (): Step => ({
    person: xicheng,
    path: `/api/incidents/${incident}/whistles`,
    body: { kind: 'enforcement', catalogueItem: '01-01' },
    key: randomUUID(),
    writes: () => [['whistle.blown', 1]],
  });
  const step = (w: WhistleView): Step => {
    const on = (person: Person, name: string, body: object, writes: [string, number][]): Step => ({
      person,
      path: `/api/whistles/${w.id}/${name}`,
      body,
      key: randomUUID(),
      writes: () => writes,
    });
    const unread = w.summonses.find((s) => !s.readAt);
    const actor = (s: WhistleView['summonses'][number]): Person =>
      people.officers.has(s.bodyCode)
        ? of(people.officers.get(s.bodyCode))
        : s.areaCode === east
          ? xicheng
          : fengtai;
    if (unread) return on(actor(unread), 'reads', { summons: [unread.id] }, [['summons.read', 1]]);
    const absent = w.summonses.find((s) => !s.checkedInAt);
    if (absent)
      return on(actor(absent), 'check-ins', { summons: [absent.id], position: w.location, accuracy: 10 }, [
        ['summons.checkedIn', 1],
      ]);
    const silent = sides.find(({ area }) => !w.sides.find((side) => side.areaCode === area)?.feedbackAt);
    if (silent)
      return on(silent.person, 'feedback', { area: silent.area, text: '已处置' }, [['side.fedBack', 1]]);
    if (!w.verifiedAt) return on(xicheng, 'verify', {}, [['whistle.verified', 1]]);
    const present = w.summonses.filter((s) => !s.releasedAt).length;
    if (present) return on(xicheng, 'release', {}, [['summons.released', present]]);
    const unsigned = sides.find(({ area }) => !w.sides.find((side) => side.areaCode === area)?.signedAt);
    if (unsigned) return on(unsigned.person, 'close', { area: unsigned.area }, [['side.signed', 1]]);
    throw new Error(`whistle ${w.id} is ${w.stage}, and there is nothing left to do`);
  };

  return {
    next: () => (whistle ? step(whistle) : incident ? blow() : submit()),
    advance(answer) {
      if (!incident) incident = String(answer.id);
      else whistle = answer as unknown as WhistleView;
      return whistle?.closedAt == null;
    },
  };
}

/** Up to 3 m along the line, so that no two cases are the same place. */
const moved =
  (n: number) =>
  ([lon = 0, lat = 0]: readonly number[]): number[] => [lon, lat + ((n % 61) - 30) * 1e-6];
