import { expect, test } from 'vitest';
import { statementKinds } from '../../../server/database/embedded/statement.ts';

const kinds = (text: string) => statementKinds(text).map(({ kind }) => kind);

test('COPY FROM STDIN is known however it is written', () => {
  for (const text of [
    'copy t from stdin',
    'COPY t (a, b) FROM STDIN WITH (FORMAT csv);',
    '-- load\ncopy t\nfrom\nstdin',
    '/* from a /* note */copy "from" from stdin',
    `copy t from stdin with (null 'x;y')`,
  ]) {
    expect(kinds(text), text).toContain('copyFromStdin');
  }
});

test('words in strings, names and comments are no statements', () => {
  for (const text of [
    `insert into note values ('copy t from stdin')`,
    `insert into note values ('it''s; listen x')`,
    `insert into note values (E'\\'; commit; copy t from stdin')`,
    `select 1 as "commit; rollback"`,
    'select 1 -- copy t from stdin',
    'select $$; rollback; $$, $x$; listen a $x$',
    'copy t to stdout',
    `copy t from '/file' -- stdin`,
    'select listen, stdin from unlisten',
  ]) {
    expect(new Set(kinds(text)), text).toEqual(new Set(['other']));
  }
});

test('LISTEN and UNLISTEN name their channel as PostgreSQL reads it', () => {
  expect(statementKinds('listen "Edition ""x"""')).toEqual([{ kind: 'listen', channel: 'Edition "x"' }]);
  expect(statementKinds('LISTEN Edition;')).toEqual([{ kind: 'listen', channel: 'edition' }]);
  expect(statementKinds('unlisten event')).toEqual([{ kind: 'unlisten', channel: 'event' }]);
  expect(statementKinds('unlisten *')).toEqual([{ kind: 'unlistenAll' }]);
});

test('the end of a transaction is told from the end of a savepoint', () => {
  expect(kinds('commit')).toEqual(['commit']);
  expect(kinds('END;')).toEqual(['commit']);
  expect(kinds('rollback')).toEqual(['rollback']);
  expect(kinds('abort work')).toEqual(['rollback']);
  expect(kinds('rollback to savepoint s1')).toEqual(['other']);
  expect(kinds('begin; commit; select 1; rollback')).toEqual(['other', 'commit', 'other', 'rollback']);
});

test('a text of a megabyte is read without trouble', () => {
  const long = 'commit '.repeat(150_000);
  expect(kinds(`insert into note values ('${long}')`)).toEqual(['other']);
  expect(kinds(`insert into note values ($$${long}$$)`)).toEqual(['other']);
});
