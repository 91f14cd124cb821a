import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import type { ReadOptions } from '../../geodata/read/geojson.ts';
import type { Services } from '../services.ts';
import type { ImportThread } from './import-thread.ts';
import type { FindingKind } from './report.ts';
import { findLatest, insertDraft, loadPackedOfAny } from './store.ts';
import { beginCheck, endCheck, loadUpload, noteProgress, type Upload, uploadLimits } from './upload-store.ts';

export interface CheckOptions {
  readonly read: ReadOptions;
  readonly accept: readonly FindingKind[];
  readonly schematic: boolean;
  /** What the draft is called. */
  readonly name: string;
  readonly actor: string;
}

/** Milliseconds between two signs of life. */
const heartbeat = uploadLimits.silence / 6;

/**
 * Begins to check a file in the thread, one at a time, and stores what comes out of it as a draft; others wait. False where
 * it is being checked already. The end is told in the database, where any process can see it.
 */
export async function startCheck(
  services: Pick<Services, 'database' | 'clock' | 'log'>,
  thread: ImportThread,
  id: string,
  options: CheckOptions,
): Promise<boolean> {
  const {
    database: { sql },
    clock,
    log,
  } = services;
  if (!(await beginCheck(sql, id, { at: clock(), options, step: starting }))) return false;
  if (thread.jobs > 0) await noteProgress(sql, id, clock(), { step: waiting, fraction: 0 });
  const alive = setInterval(() => void noteProgress(sql, id, clock()).catch(() => {}), heartbeat).unref();
  void check(services, thread, id, options)
    .catch((error: unknown) => {
      log.error({ err: error, upload: id }, 'a file of boundaries could not be checked');
      return endCheck(sql, id, clock(), { state: 'failed', refusal: failed });
    })
    .catch((error: unknown) => log.error({ err: error, upload: id }, 'the end of a check could not be told'))
    .finally(() => clearInterval(alive));
  return true;
}

const waiting: Bilingual = { zh: '等待前一项检查完成', en: 'Waiting for the check before it' };
const starting: Bilingual = { zh: '开始检查', en: 'Starting the check' };
const failed: Bilingual = {
  zh: '检查未能完成，服务器出错；请再试一次',
  en: 'The check did not end: the server failed. Try again',
};
const lost: Bilingual = {
  zh: '检查它的进程已不在；请再试一次',
  en: 'The process that checked it is gone. Try again',
};

function check(
  { database: { sql }, clock }: Pick<Services, 'database' | 'clock'>,
  thread: ImportThread,
  id: string,
  { read, accept, name, schematic, actor }: CheckOptions,
): Promise<void> {
  return thread.run(async (ask) => {
    const gzipped = await loadUpload(sql, id);
    if (!gzipped) throw new Error(`upload ${id} has no bytes`);
    const latest = await findLatest(sql);
    const base = latest === null ? null : await loadPackedOfAny(sql, latest);
    // Steps are told one after another: a late one may not overwrite the one after it.
    let told: Promise<void> = Promise.resolve();
    const tell = (step: Bilingual, fraction: number): void => {
      told = told.then(() => noteProgress(sql, id, clock(), { step, fraction })).catch(() => {});
    };
    const answer = await ask('check', { gzipped, base, read, accept }, tell);
    if ('refusal' in answer) {
      await told;
      return endCheck(sql, id, clock(), { state: 'refused', refusal: answer.refusal });
    }
    tell({ zh: '保存草稿', en: 'Storing the draft' }, 0.9);
    await told;
    const pack = (edition: number) => ask('pack', { edition });
    const edition = await insertDraft(sql, { ...answer, pack }, { name, schematic, actor, at: clock() });
    return endCheck(sql, id, clock(), { edition });
  });
}

/** How an upload stands, for a screen. A check whose process has been silent for a minute has failed. */
export function uploadView(upload: Upload, now: Date) {
  const { id, account, facts, state, startedAt, seenAt, endedAt, edition, ...rest } = upload;
  const isLost =
    state === 'checking' && seenAt !== null && now.getTime() - seenAt.getTime() > uploadLimits.silence;
  const until = endedAt ?? (isLost ? seenAt : now);
  return {
    ...facts,
    ...rest,
    upload: id,
    account,
    state: isLost ? ('failed' as const) : state,
    step: isLost ? null : upload.step,
    refusal: isLost ? lost : upload.refusal,
    edition,
    /** Seconds the check has taken. */
    seconds: startedAt && until ? (until.getTime() - startedAt.getTime()) / 1000 : null,
  };
}
