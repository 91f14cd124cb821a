import { expect, test } from 'vitest';
import { createOutbox, type Sent } from '../../../client/officer/outbox.ts';
import { newKey, nextOf, type Outgoing, outcomeOf, pauseAfter } from '../../../client/officer/outgoing.ts';

type New = Omit<Outgoing, 'key' | 'refusal'>;
const step = (name: string, whistleId = '1'): New => ({
  whistleId,
  step: name,
  content: { json: { name } },
  enteredAt: 0,
});
const photo = (whistleId = '1'): New => ({
  whistleId,
  step: 'attachments',
  content: { photo: new Blob(['x']), moment: 'before', body: '110106-urban' },
  enteredAt: 0,
});

const sent: Sent = { outcome: 'sent', refusal: { title: '', detail: '' }, answer: { id: '1' } };
const later: Sent = { ...sent, outcome: 'later' };
const refused: Sent = { ...sent, outcome: 'refused', refusal: { title: '不能', detail: '已结案' } };

/** A phone with its own storage, a line that answers as told, and a clock that rings when asked to. */
function phone(
  answers: (item: Outgoing) => Sent | Promise<Sent>,
  memory: { queue: readonly Outgoing[] } = { queue: [] },
) {
  const line: { key: string; step: string }[] = [];
  const bells: { readonly milliseconds: number; readonly ring: () => void; stopped: boolean }[] = [];
  let keys = 0;
  const outbox = createOutbox({
    storage: {
      update: async (change) => {
        memory.queue = change(memory.queue);
        return memory.queue;
      },
    },
    send: async (item) => {
      line.push({ key: item.key, step: item.step });
      return answers(item);
    },
    alone: (task) => task(),
    newKey: () => `key-${++keys}`,
    wait: (milliseconds, ring) => {
      const bell = { milliseconds, ring, stopped: false };
      bells.push(bell);
      return () => {
        bell.stopped = true;
      };
    },
  });
  return { outbox, line, bells, memory };
}

test('what is entered is sent in order and then gone from the phone', async () => {
  const { outbox, line, memory } = phone(() => sent);
  const heard: [string, unknown][] = [];
  outbox.onSent((item, answer) => heard.push([item.step, answer]));
  await outbox.add([step('check-ins')]);
  await outbox.add([photo(), step('feedback')]);
  expect(line.map((item) => item.step)).toEqual(['check-ins', 'attachments', 'feedback']);
  expect(heard[2]).toEqual(['feedback', { id: '1' }]);
  expect(memory.queue).toEqual([]);
});

test('on a cut line everything stays, is tried again under the same key, and arrives when the line is back', async () => {
  let up = false;
  const { outbox, line, bells, memory } = phone(() => (up ? sent : later));
  await outbox.add([photo(), step('feedback')]);
  expect(outbox.state()).toMatchObject({ cut: true, signIn: false });
  expect(memory.queue.map((item) => item.step)).toEqual(['attachments', 'feedback']);
  up = true;
  bells.at(-1)?.ring();
  await outbox.flush();
  expect(line.map((item) => item.key)).toEqual(['key-1', 'key-1', 'key-2']);
  expect(outbox.state()).toMatchObject({ cut: false, queue: [] });
});

test('a phone that is switched off and on again still has what was entered, and sends it under its key', async () => {
  const first = phone(() => later);
  await first.outbox.add([step('check-ins')]);
  const second = phone(() => sent, first.memory);
  await second.outbox.flush();
  expect(second.line).toEqual([{ key: 'key-1', step: 'check-ins' }]);
  expect(first.memory.queue).toEqual([]);
});

test('each failure in a row waits longer, a minute at most, and an answer begins anew', async () => {
  const { outbox, bells } = phone(() => later);
  await outbox.add([step('check-ins')]);
  for (let i = 0; i < 7; i++) await outbox.flush();
  expect(bells.map(({ milliseconds }) => milliseconds)).toEqual(
    [2, 4, 8, 16, 32, 60, 60, 60].map((s) => s * 1000),
  );
  expect(bells.slice(0, -1).every(({ stopped }) => stopped)).toBe(true);
  expect(pauseAfter(100)).toBe(60_000);
});

test('two calls at once send nothing twice', async () => {
  const { outbox, line } = phone(() => new Promise((resolve) => setTimeout(() => resolve(sent), 5)));
  await Promise.all([outbox.add([step('check-ins')]), outbox.flush(), outbox.flush()]);
  await outbox.flush();
  expect(line).toHaveLength(1);
});

test('what is entered while something is on its way follows it', async () => {
  const { outbox, line } = phone(() => new Promise((resolve) => setTimeout(() => resolve(sent), 5)));
  await Promise.all([outbox.add([step('check-ins')]), outbox.add([step('feedback')])]);
  expect(line.map((item) => item.step)).toEqual(['check-ins', 'feedback']);
  expect(outbox.state().queue).toEqual([]);
});

test('a refused step stays with the reason and holds up its own whistle, no other', async () => {
  const { outbox, line } = phone((item) => (item.step === 'check-ins' ? refused : sent));
  await outbox.add([step('check-ins'), step('feedback'), step('feedback', '2')]);
  expect(line.map((item) => item.step)).toEqual(['check-ins', 'feedback']);
  const [first, second] = outbox.state().queue;
  expect(first?.refusal).toEqual({ title: '不能', detail: '已结案' });
  expect([second?.step, second?.whistleId]).toEqual(['feedback', '1']);
  await outbox.drop(first?.key ?? '');
  await outbox.flush();
  expect(outbox.state().queue).toEqual([]);
});

test('a refused photo holds nothing up', async () => {
  const { outbox } = phone((item) => (item.step === 'attachments' ? refused : sent));
  await outbox.add([photo(), step('feedback')]);
  expect(outbox.state().queue.map((item) => item.step)).toEqual(['attachments']);
});

test('sent anew, a refused one is another request', async () => {
  let closed = true;
  const { outbox, line } = phone(() => (closed ? refused : sent));
  await outbox.add([step('feedback')]);
  closed = false;
  await outbox.sendAgain('key-1');
  expect(line.map((item) => item.key)).toEqual(['key-1', 'key-2']);
  expect(outbox.state().queue).toEqual([]);
});

test('an ended session stops the sending and loses nothing', async () => {
  const { outbox, bells } = phone(() => ({ ...sent, outcome: 'signIn' }));
  await outbox.add([step('feedback')]);
  expect(outbox.state()).toMatchObject({ signIn: true, cut: false });
  expect(outbox.state().queue).toHaveLength(1);
  expect(bells).toEqual([]);
});

test('a browser that keeps nothing still sends, and says that it keeps nothing', async () => {
  let up = false;
  const outbox = createOutbox({
    storage: { update: () => Promise.reject(new Error('no room')) },
    send: async () => (up ? sent : later),
    alone: (task) => task(),
    newKey: () => 'key-1',
    wait: () => () => {},
  });
  await outbox.add([step('feedback')]);
  expect(outbox.state()).toMatchObject({ kept: false, queue: [{ step: 'feedback' }] });
  up = true;
  await outbox.flush();
  expect(outbox.state().queue).toEqual([]);
});

test.each([
  [200, '', 'sent'],
  [201, '', 'sent'],
  [401, '', 'signIn'],
  [409, 'urn:shaotu:problem:already-done', 'sent'],
  [409, 'urn:shaotu:problem:still-answering', 'later'],
  [409, 'urn:shaotu:problem:outcome-unknown', 'refused'],
  [409, 'urn:shaotu:problem:not-yet', 'refused'],
  [400, '', 'refused'],
  [403, '', 'refused'],
  [413, '', 'refused'],
  [422, '', 'refused'],
  [0, '', 'later'],
  [408, '', 'later'],
  [429, '', 'later'],
  [500, '', 'later'],
  [503, '', 'later'],
] as const)('an answer of %i %s is taken as %s', (status, type, outcome) => {
  expect(outcomeOf(status, type)).toBe(outcome);
});

test('nothing is next in an empty queue, or where all that is left was refused', () => {
  expect(nextOf([])).toBeNull();
  expect(nextOf([{ ...photo(), key: 'a', refusal: { title: '', detail: '' } }])).toBeNull();
});

test('a key is a UUID of version 4', () => {
  expect(newKey(new Uint8Array(16).fill(255))).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff');
  expect(newKey()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(newKey()).not.toBe(newKey());
});
