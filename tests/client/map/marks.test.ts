import { describe, expect, test } from 'vitest';
import { anyMissing, isOverdue, whistleMarks } from '../../../client/map/marks.ts';
import { summons, whistle } from '../coordinate/cases.ts';

const due = Date.parse('2026-05-08T10:30:00+08:00');

describe('the mark of a whistle', () => {
  test('is filled while somebody is missing and an outline once all are there', () => {
    const waiting = whistle({
      summonses: [summons({ checkedInAt: '2026-05-08T09:41:00+08:00' }), summons({})],
    });
    const complete = whistle({ summonses: [summons({ checkedInAt: '2026-05-08T09:41:00+08:00' })] });
    expect(anyMissing(waiting)).toBe(true);
    expect(image(waiting)).toContain('-missing-');
    expect(image(complete)).toContain('-there-');
  });

  test('has a coral ring from the moment the deadline has passed, if somebody is missing', () => {
    const waiting = whistle({ summonses: [summons({})] });
    expect(isOverdue(waiting, due)).toBe(false);
    expect(isOverdue(waiting, due + 1)).toBe(true);
    expect(
      isOverdue(whistle({ summonses: [summons({ checkedInAt: '2026-05-08T09:41:00+08:00' })] }), due + 1),
    ).toBe(false);
  });

  test('is cut by a slit where several areas must come', () => {
    expect(image(whistle({ joint: true }))).toContain('-joint-');
    expect(image(whistle({ joint: false }))).toContain('-sole-');
  });

  test('vanishes once the whistle is closed', () => {
    expect(marks([whistle({ closedAt: '2026-05-08T12:00:00+08:00' })])).toHaveLength(0);
  });
});

test('an emergency lies on top of all others', () => {
  const drawn = marks([whistle({ id: '1', kind: 'emergency' }), whistle({ id: '2', kind: 'priority' })]);
  expect(drawn.map(({ properties }) => properties?.id)).toEqual(['2', '1']);
});

const marks = (whistles: Parameters<typeof whistleMarks>[0]) =>
  whistleMarks(whistles, due - 1, 'zh', null).features;
const image = (one: Parameters<typeof whistleMarks>[0][number]) =>
  marks([one])[0]?.properties?.image as string;
