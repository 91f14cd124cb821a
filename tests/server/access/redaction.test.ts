import { Writable } from 'node:stream';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { privateLog } from '../../../server/access/redaction.ts';

function logged(write: (log: ReturnType<typeof pino>) => void): string {
  let text = '';
  const sink = new Writable({
    write(piece, _, done) {
      text += String(piece);
      done();
    },
  });
  write(pino({ ...privateLog }, sink));
  return text;
}

test('names, phones and secrets stay out of the log wherever they stand', () => {
  const text = logged((log) =>
    log.info(
      {
        reporter: { name: '王建国', phone: '13800138000' },
        body: { phone: '13800138000' },
        request: { headers: { cookie: 'c00kie' } },
      },
      'a request',
    ),
  );
  expect(text).not.toMatch(/王建国|13800138000|c00kie/);
  expect(text).toContain('[left out]');
});

test('an error of the database is logged without the values it quotes', () => {
  const error = Object.assign(new Error('invalid input syntax for type integer: "13800138000"'), {
    code: '22P02',
    detail: 'Key (phone)=(13800138000) already exists.',
    where: 'unnamed portal parameter $1 = 13800138000',
    parameters: ['13800138000'],
    table_name: 'reporter',
  });
  const text = logged((log) => log.error({ err: error }, 'a request failed'));
  expect(text).not.toContain('13800138000');
  expect(JSON.parse(text).err).toMatchObject({ code: '22P02', table: 'reporter' });
});
