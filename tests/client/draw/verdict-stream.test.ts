import { expect, test } from 'vitest';
import type { FromWorker, Question, ToWorker } from '../../../client/draw/verdict-protocol.ts';
import { asFeature } from '../../../client/draw/verdict-protocol.ts';
import { createVerdictStream, type VerdictPort } from '../../../client/draw/verdict-stream.ts';

const question = (lon: number): Question => ({
  geometry: { type: 'Point', coordinates: [lon, 39.9] },
  accuracy: 20,
  width: 8,
  category: undefined,
  kind: undefined,
  blower: undefined,
});
const refusal = { code: 'test', pointer: '', got: '', wanted: { zh: '', en: '' }, at: null };

function start() {
  const sent: ToWorker[] = [];
  const heard: number[] = [];
  const port: VerdictPort = {
    postMessage: (message) => sent.push(message),
    onmessage: null,
    terminate: () => {},
  };
  const stream = createVerdictStream(port, {
    onState: () => {},
    onAnswer: (_answer, { geometry }) =>
      heard.push((geometry as { coordinates: number[] }).coordinates[0] ?? 0),
  });
  const say = (data: FromWorker) => port.onmessage?.({ data } as MessageEvent<FromWorker>);
  const answer = () => {
    const last = sent.findLast((message) => message.type === 'judge');
    if (last?.type === 'judge')
      say({ type: 'answer', ticket: last.ticket, answer: { refusal }, milliseconds: 1 });
  };
  const asked = () => sent.flatMap((message) => (message.type === 'judge' ? [message.question] : []));
  return { stream, say, answer, asked, heard, sent };
}

test('a question waits until the boundaries are there', () => {
  const { stream, say, asked } = start();
  stream.ask(question(1));
  expect(asked()).toHaveLength(0);
  say({ type: 'ready', edition: 1 });
  expect(asked()).toHaveLength(1);
});

test('one question is in flight, then only the latest', () => {
  const { stream, say, answer, asked, heard } = start();
  say({ type: 'ready', edition: 1 });
  for (const lon of [1, 2, 3, 4]) stream.ask(question(lon));
  expect(asked()).toHaveLength(1);
  answer();
  answer();
  expect(heard).toEqual([1, 4]);
});

test('an answer to a question that was withdrawn is not told', () => {
  const { stream, say, answer, heard } = start();
  say({ type: 'ready', edition: 1 });
  stream.ask(question(1));
  stream.withdraw();
  answer();
  expect(heard).toEqual([]);
  stream.ask(question(2));
  answer();
  expect(heard).toEqual([2]);
});

test('only the latest question for lines is answered', () => {
  const { stream, say } = start();
  say({ type: 'ready', edition: 1 });
  const taken: string[] = [];
  stream.lines([0, 0, 1, 1], () => taken.push('first'));
  stream.lines([0, 0, 2, 2], () => taken.push('second'));
  say({ type: 'lines', ticket: 1, lines: [] });
  say({ type: 'lines', ticket: 2, lines: [] });
  expect(taken).toEqual(['second']);
});

test('a point is sent with its accuracy and without a width, a line the other way round', () => {
  expect(asFeature(question(116.3))).toMatchObject({ properties: { accuracy: 20, crs: 'wgs84' } });
  expect(asFeature(question(116.3))).not.toHaveProperty('properties.width');
  const line = {
    ...question(0),
    geometry: {
      type: 'LineString' as const,
      coordinates: [
        [116.3, 39.9],
        [116.4, 39.9],
      ],
    },
  };
  expect(asFeature(line)).toMatchObject({ properties: { width: 8 } });
  expect(asFeature(line)).not.toHaveProperty('properties.accuracy');
});
