import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { EditionGeography } from '../../geodata/jurisdiction/edition.ts';
import { readGeoJson } from '../../geodata/read/geojson.ts';
import type { BoundaryLayer } from '../../geodata/read/layer.ts';
import { readConfig } from '../config.ts';
import { type Database, openDatabase } from '../database/connect.ts';
import { migrate } from '../database/migrate.ts';
import { DatabaseRefusal } from '../database/refusal.ts';
import { onPublish } from '../seam/publish.ts';
import { type ImportCommand, type PublishDraftCommand, readArguments, usage } from './arguments.ts';
import { type BuildResult, buildEdition } from './build.ts';
import { printReport, say, speechOf } from './print.ts';
import { tellSteps } from './progress.ts';
import { publishStored } from './publish.ts';
import { refusalProblem } from './publish-refusal.ts';
import { findLatest, loadGeography, publishEdition, saveDraft } from './store.ts';

/** How far all is done, of one scale, when these begin. */
const [opening, building, storing, publishing] = [0.05, 0.1, 0.55, 0.95];

const speech = speechOf(process.env);
const step = tellSteps(process.stderr, speech);
const tell = (zh: string, en: string): void => void process.stderr.write(`${say({ zh, en }, speech)}\n`);

/** `npm run import`: 0 when all went well, 1 on errors or where nothing could be published, 2 on wrong usage. */
async function main(argv: readonly string[]): Promise<number> {
  const read = readArguments(argv);
  if ('help' in read) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  if ('wrong' in read) {
    process.stderr.write(`${say(read.wrong, speech)}\n\n${usage}\n`);
    return 2;
  }
  if ('publishDraft' in read) return publishDraft(read.publishDraft);
  const { command } = read;
  step({ zh: '读取文件', en: 'Reading the file' }, 0);
  const layer = await readLayer(command);
  if (typeof layer === 'number') return layer;
  const database = await openWhereNeeded(command.commit);
  if (typeof database === 'number') return database;
  try {
    return await importLayer(command, layer, database);
  } finally {
    await database?.close();
  }
}

async function readLayer({ file, read }: ImportCommand): Promise<BoundaryLayer | number> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    tell(`读不了文件：${why}`, `The file cannot be read: ${why}`);
    return 2;
  }
  const result = readGeoJson(text, read);
  if ('layer' in result) return result.layer;
  const { code, message } = result.refusal;
  tell(message.zh, message.en);
  return code === 'unknown-crs' || code === 'no-field' ? 2 : 1;
}

/** A dry run looks at the edition in force where there is one to look at, and does without it where there is not. */
async function openWhereNeeded(commit: boolean): Promise<Database | null | number> {
  const config = readConfig(process.env);
  if (!commit && !config.databaseUrl && !existsSync(config.dataDir)) return null;
  step({ zh: '打开数据库', en: 'Opening the database' }, opening);
  try {
    return await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir });
  } catch (error) {
    if (!(error instanceof DatabaseRefusal)) throw error;
    const hint =
      error.code === 'folder-held'
        ? {
            zh: '内嵌数据库正由另一进程（多半是服务器）使用：请先停止它，或用 DATABASE_URL 连接数据库服务器',
            en: 'The embedded database is in use by another process, most likely the server: stop it first, or use a database server by DATABASE_URL',
          }
        : { zh: '打不开数据库', en: 'The database cannot be opened' };
    tell(`${hint.zh}。${error.message}`, `${hint.en}. ${error.message}`);
    if (commit) return 1;
    tell('只作检查，不与现行版本比较', 'Checking only, without comparing with the edition in force');
    return null;
  }
}

async function importLayer(
  command: ImportCommand,
  layer: BoundaryLayer,
  database: Database | null,
): Promise<number> {
  if (database && command.commit) await migrate(database.sql);
  const base = database && (await readBase(database));
  const built = buildEdition([layer], {
    accept: command.accept,
    base,
    onProgress: (what, part) => step(what, building + part * ((command.commit ? storing : 1) - building)),
  });
  if ('refusal' in built) {
    tell(built.refusal.zh, built.refusal.en);
    return 2;
  }
  const { report, edition } = built;
  process.stdout.write(command.json ? `${JSON.stringify(report)}\n` : `${printReport(report, speech)}\n\n`);
  if (!command.commit) {
    tell(
      '只作检查，没有保存（加 --commit 保存，--publish 发布）',
      'A dry run: nothing was stored (--commit stores, --publish publishes)',
    );
    return report.errors > 0 ? 1 : 0;
  }
  if (!database || !edition || (command.publish && report.errors > 0)) {
    tell(
      `没有发布，也没有保存：有 ${report.errors} 处错误未被接受（--accept 类别，或 --accept all）`,
      `Nothing was published or stored: ${report.errors} errors are not accepted (--accept KIND,… or --accept all)`,
    );
    return 1;
  }
  return store(command, database, built, base);
}

/** The edition in force; null where none was published, or the database is not ours yet. */
async function readBase({ sql }: Database) {
  const [ready] = await sql<{ ready: boolean }[]>`select to_regclass('edition') is not null as ready`;
  const latest = ready?.ready ? await findLatest(sql) : null;
  return latest === null ? null : loadGeography(sql, latest);
}

async function store(
  command: ImportCommand,
  { sql }: Database,
  { edition, report, evidence }: Exclude<BuildResult, { refusal: unknown }>,
  base: EditionGeography | null,
): Promise<number> {
  if (!edition) throw new Error('there is no edition to store');
  step({ zh: '保存草稿', en: 'Storing the draft' }, storing);
  const name = command.name ?? command.read.source ?? command.file;
  const id = await saveDraft(sql, edition, report, { name, schematic: command.schematic, evidence, base });
  if (!command.publish) {
    tell(
      `已存为草稿，版本 ${id}${report.errors > 0 ? `（有 ${report.errors} 处错误，须先接受）` : ''}；发布用 --publish-draft ${id}`,
      `Stored as a draft, edition ${id}${report.errors > 0 ? ` (with ${report.errors} errors, to be accepted first)` : ''}; --publish-draft ${id} publishes it`,
    );
    return report.errors > 0 ? 1 : 0;
  }
  step({ zh: '发布', en: 'Publishing' }, publishing);
  return told(id, await publishEdition(sql, id, edition, { at: new Date(), actor: 'import', onPublish }));
}

/** Puts in force what an earlier import stored. */
async function publishDraft({ draft, accept }: PublishDraftCommand): Promise<number> {
  const database = await openWhereNeeded(true);
  if (database === null || typeof database === 'number') return database ?? 1;
  try {
    await migrate(database.sql);
    step({ zh: '发布', en: 'Publishing' }, publishing);
    const options = { at: new Date(), actor: 'import', accept, onPublish };
    return told(draft, await publishStored(database.sql, draft, options));
  } finally {
    await database.close();
  }
}

function told(id: number, outcome: Awaited<ReturnType<typeof publishStored>>): number {
  if ('edition' in outcome) {
    tell(`版本 ${id} 已发布，即刻生效`, `Edition ${id} is published and in force`);
    return 0;
  }
  const { detail } = refusalProblem(outcome);
  tell(`版本 ${id} 没有发布：${detail.zh}`, `Edition ${id} was not published: ${detail.en}`);
  return 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
