import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../server/database/connect.ts';
import { type Migration, migrate, readMigrations } from '../../../server/database/migrate.ts';
import { openTestDatabase } from '../../support/database.ts';

let database: Database;
let own: Migration[];
beforeAll(async () => {
  database = await openTestDatabase();
  own = await readMigrations();
});
afterAll(() => database?.close());

const migration = (name: string, text: string): Migration => ({
  name,
  text,
  checksum: createHash('sha256').update(text).digest('hex'),
});

test('every table and every column has a comment', async () => {
  const undescribed = await database.sql`
    select relation.relname as table, attribute.attname as column
    from pg_class relation
    left join pg_attribute attribute
      on attribute.attrelid = relation.oid and attribute.attnum > 0 and not attribute.attisdropped
    where relation.relnamespace = 'public'::regnamespace and relation.relkind in ('r', 'p', 'v', 'm')
      and not exists (select from pg_depend where objid = relation.oid and deptype = 'e')
      and (obj_description(relation.oid, 'pg_class') is null
           or col_description(relation.oid, attribute.attnum) is null)`;
  expect(undescribed).toEqual([]);
});

test('migrations are files of three digits and a name, numbered without a gap', () => {
  expect(own.map(({ name }) => name.slice(0, 4))).toEqual(
    own.map((_, index) => `${String(index + 1).padStart(3, '0')}_`),
  );
});

test('a database that is up to date is left as it is', async () => {
  expect(await migrate(database.sql)).toEqual([]);
});

test('new migrations are applied in order, each told as it begins', async () => {
  const files = [
    ...own,
    migration('900_first', `create table later (id int); comment on table later is 'x;y'`),
    migration('901_second', 'alter table later add column more text'),
  ];
  const told: string[] = [];
  const applied = await migrate(
    database.sql,
    ({ name, position, total }) => told.push(`${name} ${position}/${total}`),
    files,
  );
  expect(applied).toEqual(['900_first', '901_second']);
  expect(told).toEqual([
    `900_first ${files.length - 1}/${files.length}`,
    `901_second ${files.length}/${files.length}`,
  ]);
  expect(await migrate(database.sql, undefined, files)).toEqual([]);
  own = files;
});

test('a migration that fails leaves nothing behind, and those before it stay', async () => {
  const files = [
    ...own,
    migration('910_good', 'create table good (id int)'),
    migration('911_bad', 'create table bad (id int); select 1 / 0'),
  ];
  await expect(migrate(database.sql, undefined, files)).rejects.toMatchObject({ code: '22012' });
  const [found] =
    await database.sql`select to_regclass('good') is not null as good, to_regclass('bad') is not null as bad`;
  expect(found).toEqual({ good: true, bad: false });
  own = files.slice(0, -1);
  expect(await migrate(database.sql, undefined, own)).toEqual([]);
});

test('many that start together apply each migration once', async () => {
  const files = [
    ...own,
    migration('920_once', 'create table once (id int)'),
    migration('921_twice', 'select 1'),
  ];
  const applied = await Promise.all(Array.from({ length: 6 }, () => migrate(database.sql, undefined, files)));
  expect(applied.flat().sort()).toEqual(['920_once', '921_twice']);
  own = files;
});

const refused = { name: 'DatabaseRefusal', code: 'migrations' };

test('a changed file is refused by name and checksum', async () => {
  const changed = own.map((file) => (file.name === '900_first' ? migration('900_first', 'select 2') : file));
  await expect(migrate(database.sql, undefined, changed)).rejects.toMatchObject({
    ...refused,
    message: expect.stringMatching(/900_first has changed .*[0-9a-f]{64}.*[0-9a-f]{64}/),
  });
});

test('a database from a newer program is refused', async () => {
  await expect(migrate(database.sql, undefined, own.slice(0, -1))).rejects.toMatchObject({
    ...refused,
    message: expect.stringContaining('921_twice'),
  });
});

test('a file that sorts before an applied one is refused', async () => {
  const files = [...own, migration('905_late', 'select 3')].sort((a, b) => (a.name < b.name ? -1 : 1));
  await expect(migrate(database.sql, undefined, files)).rejects.toMatchObject({
    ...refused,
    message: expect.stringContaining('905_late sorts before'),
  });
});
