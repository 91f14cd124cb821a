import { describe, expect, test } from 'vitest';
import type { LiveEvent, Whistle } from '../../client/api.ts';
import { createStreamReader, currentLive, reduce } from '../../client/live.ts';

const whistle = (id: string, stage: Whistle['stage']) => ({ id, stage }) as Whistle;
const event = (id: number, of: Whistle | null = null) => ({ id, whistle: of }) as LiveEvent;
const nothing = { ...currentLive(), lastEventId: 10 };

describe('an event of the feed', () => {
  test('replaces the whole whistle it speaks of', () => {
    const first = reduce(nothing, event(11, whistle('a', 'mustering')));
    const second = reduce(first, event(12, whistle('a', 'handling')));
    expect([...second.whistles.values()]).toEqual([whistle('a', 'handling')]);
    expect(second.events.map(({ id }) => id)).toEqual([12, 11]);
  });
  test('heard twice changes nothing', () => {
    const once = reduce(nothing, event(11, whistle('a', 'handling')));
    expect(reduce(once, event(11, whistle('a', 'mustering')))).toBe(once);
    expect(reduce(once, event(10))).toBe(once);
  });
  test('of no whistle leaves the whistles as they are', () => {
    const after = reduce(nothing, event(11));
    expect(after.whistles).toBe(nothing.whistles);
    expect(after.lastEventId).toBe(11);
  });
  test('is remembered among the last two hundred', () => {
    let state = nothing;
    for (let id = 11; id < 311; id++) state = reduce(state, event(id));
    expect(state.events).toHaveLength(200);
    expect(state.events[0]?.id).toBe(310);
  });
});

describe('the stream', () => {
  test('is read across pieces cut anywhere', () => {
    const text = 'id: 7\nevent: step\ndata: {"a":\ndata: 1}\n\n: keep\n\nevent: tick\ndata: {}\n\n';
    for (let cut = 1; cut < text.length; cut++) {
      const read = createStreamReader();
      expect([...read(text.slice(0, cut)), ...read(text.slice(cut))]).toEqual([
        { id: '7', type: 'step', data: '{"a":\n1}' },
        { id: '', type: 'tick', data: '{}' },
      ]);
    }
  });
  test('keeps an unfinished message for later', () => {
    const read = createStreamReader();
    expect(read('data: 1\n')).toEqual([]);
    expect(read('\n')).toHaveLength(1);
  });
});
