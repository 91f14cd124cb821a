import type { Logger } from 'pino';
import type { Database } from '../database/connect.ts';
import { eventChannel } from '../live/log.ts';
import { type Delivering, deliverDue } from './deliver.ts';
import type { Mailer } from './mail.ts';
import { type Patience, patience as usual } from './settings.ts';
import { forgetCarried } from './store.ts';
import { writeNext, writePassed } from './write.ts';

export interface WorkerOptions {
  readonly database: Database;
  readonly clock: () => Date;
  readonly random: () => number;
  readonly mailer: Mailer | null;
  readonly timeZone: string;
  readonly log: Logger;
  readonly patience?: Patience;
  /** Milliseconds between looks at the clock: deadlines that pass and waits that end announce themselves to nobody. */
  readonly every?: number;
}

/** Writes notices as the log grows and carries them. As many processes as there are may each run one. */
export interface NoticeWorker {
  /** Reads the log to its end and tells of deadlines passed; carries nothing. */
  readonly write: () => Promise<void>;
  /** Carries until nothing is due. */
  readonly deliver: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Ends after what is under way. */
  readonly stop: () => Promise<void>;
}

/** Channel on which something to carry is announced that no event has announced: a trial, or one asked for again. */
export const noticeChannel = 'notice';

/** Days for which what was carried is kept. */
const keptDays = 30;

/** Milliseconds for which events are gathered before their notices are written: what they have in common is read once. */
const gatherFor = 200;

export function createNoticeWorker(options: WorkerOptions): NoticeWorker {
  const { database, clock, mailer, log, timeZone, random, every = 2_000, patience = usual } = options;
  const { sql } = database;
  const mail = mailer !== null;
  const delivering: Delivering = { sql, clock, random, patience, mailer, timeZone };
  let stopped = false;
  let gathering: NodeJS.Timeout | null = null;
  let clockDue = true;

  const tell = async () => {
    while (!stopped && (await writeNext({ sql, now: clock(), mail })) > 0);
  };
  const lookAtClock = async () => {
    if (!stopped) await writePassed({ sql, now: clock(), mail });
  };
  const write = async () => {
    await tell();
    await lookAtClock();
  };
  const writeDue = async () => {
    await tell();
    if (!clockDue) return;
    clockDue = false;
    await lookAtClock();
  };
  const deliver = async () => {
    while (!stopped && (await deliverDue(delivering)) > 0);
  };
  const forget = () => forgetCarried(sql, new Date(clock().getTime() - keptDays * 86_400_000));

  // Apart, so that a receiver that takes its time keeps nobody from being told in the app.
  const writing = alone(writeDue, 'notices could not be written; they are tried again', log);
  const carrying = alone(deliver, 'notices could not be carried; they are tried again', log);
  const forgetting = alone(forget, 'deliveries of long ago could not be removed', log);
  const timers: NodeJS.Timeout[] = [];
  const unlisten: (() => Promise<void>)[] = [];
  const wake = () => {
    if (stopped) return;
    writing.run();
    carrying.run();
  };
  const gather = () => {
    gathering ??= setTimeout(() => {
      gathering = null;
      wake();
    }, gatherFor);
  };
  const tick = () => {
    clockDue = true;
    wake();
  };
  return {
    write,
    deliver,
    async start() {
      stopped = false;
      unlisten.push(await database.listen(eventChannel, gather, gather));
      unlisten.push(await database.listen(noticeChannel, wake, wake));
      timers.push(setInterval(tick, every), setInterval(forgetting.run, 3_600_000));
      tick();
    },
    async stop() {
      stopped = true;
      if (gathering) clearTimeout(gathering);
      gathering = null;
      for (const timer of timers.splice(0)) clearInterval(timer);
      await Promise.all(unlisten.splice(0).map((end) => end()));
      await Promise.all([writing.settled(), carrying.settled(), forgetting.settled()]);
    },
  };
}

/** A task that never runs beside itself; asked for while it runs, it runs once more. */
function alone(task: () => Promise<void>, complaint: string, log: Logger) {
  let running: Promise<void> | null = null;
  let again = false;
  const run = (): void => {
    if (running) {
      again = true;
      return;
    }
    running = task()
      .catch((error: unknown) => log.error({ err: error }, complaint))
      .finally(() => {
        running = null;
        if (!again) return;
        again = false;
        run();
      });
  };
  return {
    run,
    settled: async () => {
      while (running) await running;
    },
  };
}
