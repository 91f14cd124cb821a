import { once } from 'node:events';
import { serve } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { pino } from 'pino';
import { addressBehind } from './access/address.ts';
import { privateLog } from './access/redaction.ts';
import { readConfig } from './config.ts';
import { DatabaseRefusal, type DatabaseRefusalCode } from './database/refusal.ts';
import { createFront } from './front.ts';
import { type Prepared, prepare } from './prepare.ts';
import type { ServerState } from './state.ts';

const refusals: Readonly<Record<DatabaseRefusalCode, string>> = {
  'folder-held': '数据目录正被另一个进程使用，请先停止它，或用 DATA_DIR 另选目录',
  'folder-foreign': '数据目录由另一版本的引擎建立',
  url: 'DATABASE_URL 无法识别',
  unreachable: '连不上 DATABASE_URL 指定的数据库，或被拒绝登录',
  unsuitable: '数据库版本过低、缺少 PostGIS，或编码不是 UTF-8',
  migrations: '数据库的结构不是由本程序的这一版建立的',
};

/**
 * Listens first, then prepares: a browser that comes early sees how far it is. SIGTERM and SIGINT finish what is under
 * way and close the database.
 */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = pino({ level: config.logLevel, ...privateLog });
  let state: ServerState = {
    status: 'preparing',
    progress: { step: { zh: '正在启动', en: 'Starting' }, done: 0 },
  };
  let prepared: Prepared | null = null;

  const front = createFront({ state: () => state, prepared: () => prepared });
  const server = serve({ fetch: front.fetch, port: config.port, hostname: config.host });
  const addressNow = () => {
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : config.port;
    return `http://${config.host === '127.0.0.1' ? 'localhost' : config.host}:${port}`;
  };

  const stop = async (signal: string) => {
    if (state.status === 'stopping') return;
    state = { status: 'stopping' };
    log.info({ signal }, 'stopping: requests under way are finished first');
    await prepared?.feed.stop();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    if ('closeIdleConnections' in server) server.closeIdleConnections();
    const patience = setTimeout(
      () => 'closeAllConnections' in server && server.closeAllConnections(),
      10_000,
    );
    await closed;
    clearTimeout(patience);
    await prepared?.close();
    log.info('stopped');
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop('SIGTERM'));
  process.on('SIGINT', () => void stop('SIGINT'));

  try {
    // Nothing is prepared for a port that is taken: two processes would else begin on one database.
    await once(server, 'listening');
    process.stdout.write(`Shaotu: ${addressNow()} (preparing)\n`);
    prepared = await prepare(
      config,
      log,
      addressBehind(config.proxies, (c) => getConnInfo(c).remote.address ?? 'unknown'),
      (progress) => {
        state = { status: 'preparing', progress };
        process.stdout.write(
          `${String(Math.round(progress.done * 100)).padStart(3)} %  ${progress.step.zh} / ${progress.step.en}\n`,
        );
      },
    );
    state = { status: 'ready' };
    void prepared.lost.then((reason) => {
      log.fatal(
        { err: reason },
        'the database engine was lost; the process ends so that it can be started anew',
      );
      process.exit(1);
    });
    process.stdout.write(`Shaotu is ready: ${addressNow()}\n`);
    if (prepared.setupCode)
      process.stdout.write(
        `还没有管理员。请打开 ${addressNow()}/sign-in，用这个安装码建立 / There is no administrator yet. Open ${addressNow()}/sign-in and make one with this setup code: ${prepared.setupCode}\n`,
      );
  } catch (error) {
    const reason = taken(error) ? `port ${config.port} is taken; set PORT to another` : messageOf(error);
    log.error({ err: error }, 'the server could not be prepared');
    const chinese =
      error instanceof DatabaseRefusal
        ? refusals[error.code]
        : taken(error)
          ? `端口 ${config.port} 已被占用，请用 PORT 另选一个`
          : '';
    process.stderr.write(`Shaotu could not start: ${reason}\n${chinese && `无法启动：${chinese}\n`}`);
    process.exit(1);
  }
}

const taken = (error: unknown): boolean => (error as NodeJS.ErrnoException | null)?.code === 'EADDRINUSE';
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

await main();
