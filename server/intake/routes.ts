import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { stringify } from 'csv-stringify/sync';
import { type Context, Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { knownCrs, parseCrs } from '../../geodata/crs.ts';
import { requires } from '../access/routes.ts';
import { handOut } from '../audit/hand-out.ts';
import { conflict, type FieldError, invalid, languageOf, notFound, Problem, valid } from '../errors.ts';
import { sources } from '../incident/view.ts';
import type { Environment, Services } from '../services.ts';
import { readBytes } from './body.ts';
import { factsOf } from './facts.ts';
import { fields } from './fields.ts';
import { intakeLimits } from './limits.ts';
import { preview } from './preview.ts';
import { readTable } from './reading.ts';
import { type RunOptions, startRun } from './run.ts';
import {
  deleteIntake,
  type Intake,
  type IntakeFacts,
  loadIntake,
  readEarlier,
  readFaults,
  readIntakes,
  saveIntake,
} from './store.ts';
import type { FileFault } from './table.ts';
import { faultColumns, intakeView } from './view.ts';

const uploadQuery = z.object({ name: z.string().trim().min(1).max(200) });
const fileParam = z.object({ id: z.uuid() });
const readingBody = z.object({
  sheet: z.string().max(200).default(''),
  mapping: z.partialRecord(z.enum(fields), z.string().max(120).nullable()),
  crs: z.string().max(60),
  category: z.string().max(20).nullable().default(null),
  source: z.enum(sources).default('hotline12345'),
  accuracy: z.number().min(0).max(5_000).default(20),
});

/** `/api/intake/files`: files of incidents on their way in. Each account sees its own. */
export const intakeRoutes = (services: Services) => {
  const {
    database: { sql },
    clock,
  } = services;
  const find = async (c: Context<Environment>, id: string): Promise<Intake> => {
    const [intake] = await readIntakes(sql, c.var.account.name, clock(), id);
    if (!intake) throw notFound({ zh: '上传的文件', en: 'uploaded file' }, id);
    return intake;
  };
  const sheetOf = async (intake: Intake, name: string) => {
    const gzipped = await loadIntake(sql, intake.id);
    if (!gzipped) throw notFound({ zh: '上传的文件', en: 'uploaded file' }, intake.id);
    const table = await readTable(gzipped, name);
    if ('fault' in table) throw faulty(table.fault);
    const [sheet] = table.sheets;
    if (!sheet) throw new Error(`the file ${intake.id} has lost its sheet "${name}"`);
    return sheet;
  };

  return new Hono<Environment>()
    .get(
      '/',
      requires('intake.load'),
      describeRoute({ summary: 'Files of incidents sent in' }),
      async (c) => {
        const intakes = await readIntakes(sql, c.var.account.name, clock());
        return c.json({ files: intakes.map((intake) => intakeView(intake, clock())) }, 200);
      },
    )
    .post(
      '/',
      requires('intake.load'),
      describeRoute({ summary: 'Send in a CSV or XLSX file of incidents; its columns are guessed' }),
      valid('query', uploadQuery),
      async (c) => {
        const bytes = await readBytes(c.req.raw, intakeLimits.bytes);
        const gzipped = gzipSync(bytes, { level: 1 });
        const table = await readTable(gzipped);
        if ('fault' in table) throw faulty(table.fault);
        const facts = factsOf(table);
        const empty = emptiness(facts);
        if (empty) throw faulty({ got: '0', detail: empty });
        const id = await saveIntake(
          sql,
          { gzipped, size: bytes.length },
          {
            name: c.req.valid('query').name,
            sha256: createHash('sha256').update(bytes).digest('hex'),
            account: c.var.account.name,
            at: clock(),
            facts,
          },
        );
        const intake = await find(c, id);
        return c.json(
          { ...intakeView(intake, clock()), earlier: earlierOf(await readEarlier(sql, intake)) },
          201,
        );
      },
    )
    .get(
      '/:id',
      requires('intake.load'),
      describeRoute({ summary: 'One file, and how the loading of it stands' }),
      valid('param', fileParam),
      async (c) => {
        const intake = await find(c, c.req.valid('param').id);
        return c.json(
          { ...intakeView(intake, clock()), earlier: earlierOf(await readEarlier(sql, intake)) },
          200,
        );
      },
    )
    .delete(
      '/:id',
      requires('intake.load'),
      describeRoute({ summary: 'Delete a file; the incidents loaded from it stay' }),
      valid('param', fileParam),
      async (c) => {
        const { id } = await find(c, c.req.valid('param').id);
        if (!(await deleteIntake(sql, id, clock()))) throw underWay();
        return c.body(null, 204);
      },
    )
    .post(
      '/:id/preview',
      requires('intake.load'),
      describeRoute({
        summary: 'The first rows as they would be loaded, and whether the reference system can be right',
      }),
      valid('param', fileParam),
      valid('json', readingBody),
      async (c) => {
        const intake = await find(c, c.req.valid('param').id);
        const options = refuseOptions(intake, c.req.valid('json'));
        const sheet = await sheetOf(intake, options.sheet);
        return c.json(await preview(services, c.var.account, sheet, options), 200);
      },
    )
    .post(
      '/:id/run',
      requires('intake.load'),
      describeRoute({
        summary: 'Load a file; what is there already is passed over, what is at fault is listed',
      }),
      valid('param', fileParam),
      valid('json', readingBody),
      async (c) => {
        const intake = await find(c, c.req.valid('param').id);
        const options = refuseOptions(intake, c.req.valid('json'));
        if (!(await startRun(services, c.var.account, intake, options))) throw underWay();
        return c.json(intakeView(await find(c, intake.id), clock()), 202);
      },
    )
    .get(
      '/:id/faults.csv',
      requires('intake.load'),
      describeRoute({
        summary: 'Rows that could not be loaded: line, field, what was got and wanted, and the row itself',
      }),
      valid('param', fileParam),
      async (c) => {
        const intake = await find(c, c.req.valid('param').id);
        const language = languageOf(c);
        const faults = await readFaults(sql, intake.id, intakeLimits.faults);
        const sheet = (intake.options as RunOptions | null)?.sheet ?? '';
        const columns = intake.facts.sheets.find(({ name }) => name === sheet)?.columns ?? [];
        const text = stringify(
          [
            [...faultColumns[language], ...columns.map(({ name }) => name)],
            ...faults.map(({ line, field, got, wanted, wantedEn, cells }) => [
              String(line),
              field,
              got,
              language === 'zh' ? wanted : wantedEn,
              ...cells,
            ]),
          ],
          { bom: true, escape_formulas: true, record_delimiter: 'windows' },
        );
        return handOut(c, services, {
          name: `${intake.name}.faults.csv`,
          type: 'text/csv',
          content: text,
          object: `intake:${intake.id}`,
          details: { rows: faults.length },
        });
      },
    );
};

const earlierOf = (earlier: { readonly at: Date; readonly loaded: number } | null) =>
  earlier && { at: earlier.at.toISOString(), loaded: earlier.loaded };

/** What is wrong with a file that has nothing to load in it; null for others. */
function emptiness({ sheets }: IntakeFacts): FileFault['detail'] | null {
  if (sheets.length === 0) return { zh: '文件里没有表', en: 'The file has no table in it' };
  if (sheets.some(({ rows }) => rows > 0)) return null;
  return {
    zh: '文件里没有数据：第一行是列名，下面至少要有一行',
    en: 'The file has no rows: below the first, which names the columns, at least one was wanted',
  };
}

const faulty = ({ got, detail }: FileFault): Problem =>
  new Problem(422, 'unreadable-file', { zh: '这个文件读不了', en: 'This file cannot be read' }, detail, [
    { pointer: '#', got, detail },
  ]);

const underWay = (): Problem =>
  conflict('intake-under-way', { zh: '这个文件正在载入', en: 'This file is being loaded' });

/** Sheets and columns that the file does not have, fields without which nothing can be loaded, and unknown reference systems. */
function refuseOptions(intake: Intake, asked: z.output<typeof readingBody>): RunOptions {
  const errors: FieldError[] = [];
  const add = (pointer: string, got: string, zh: string, en: string) =>
    errors.push({ pointer, got, detail: { zh, en } });
  const sheet = intake.facts.sheets.find(({ name }) => name === asked.sheet);
  const names = intake.facts.sheets.map(({ name }) => name).join(', ');
  if (!sheet) add('#/sheet', asked.sheet, `文件里的表：${names}`, `one of the file's sheets: ${names}`);
  const known = new Set(sheet?.columns.map(({ name }) => name));
  for (const [field, column] of Object.entries(asked.mapping))
    if (sheet && column && !known.has(column))
      add(`#/mapping/${field}`, column, '文件里有的列', 'a column that the file has');
  const { longitude, latitude, position, category } = asked.mapping;
  if (!position && !(longitude && latitude))
    add(
      '#/mapping/longitude',
      '',
      '经度和纬度两列，或合写的一列',
      'columns of longitude and latitude, or one of both',
    );
  if (!category && !asked.category)
    add(
      '#/mapping/category',
      '',
      '类别一列，或统一的类别',
      'a column of categories, or one category for all',
    );
  const parsed = parseCrs(asked.crs);
  if ('refusal' in parsed)
    add('#/crs', asked.crs, `坐标系：${knownCrs.join('、')}`, `one of ${knownCrs.join(', ')}`);
  if (errors.length > 0 || 'refusal' in parsed) {
    const pointers = errors.map(({ pointer }) => pointer).join(', ');
    throw invalid({ zh: `这些字段有误：${pointers}`, en: `These fields are wrong: ${pointers}` }, errors);
  }
  return { ...asked, crs: parsed.crs };
}
