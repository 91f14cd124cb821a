import { Worker } from 'node:worker_threads';
import { typescriptLoader } from '../database/embedded/host.ts';
import type { Answers, Order, OrderName, Orders } from './worker.ts';

/** What takes longer than a request may hold up others is worked out in a thread of its own, one order after another. */
export interface PlanThread {
  /** Answers an order; what is in `give` goes over without being copied. Rejects where the thread fails. */
  ask<Name extends OrderName>(name: Name, order: Orders[Name], give?: ArrayBuffer[]): Promise<Answers[Name]>;
  /** A new number whenever the thread had to be started: what it was told before is lost. */
  readonly generation: () => number;
}

/** Started by the first order, and again by the next after it failed. */
export function createPlanThread(): PlanThread {
  let worker: Worker | null = null;
  let generation = 0;
  let tickets = 0;
  const waiting = new Map<number, { resolve: (answer: never) => void; reject: (why: Error) => void }>();

  const fail = (why: Error): void => {
    for (const { reject } of waiting.values()) reject(why);
    waiting.clear();
    worker = null;
  };
  const running = (): Worker => {
    if (worker) return worker;
    const started = new Worker(new URL('./worker.ts', import.meta.url), {
      execArgv: ['--import', typescriptLoader()],
    });
    started.unref();
    started.on(
      'message',
      (message: { ticket: number; answer: never } | { ticket: number; failure: string }) => {
        const asked = waiting.get(message.ticket);
        waiting.delete(message.ticket);
        if ('failure' in message) asked?.reject(new Error(`the planner's thread failed: ${message.failure}`));
        else asked?.resolve(message.answer);
      },
    );
    started.on(
      'error',
      (error) => worker === started && fail(error instanceof Error ? error : new Error(String(error))),
    );
    started.on(
      'exit',
      (code) => worker === started && fail(new Error(`the planner's thread ended with ${code}`)),
    );
    worker = started;
    generation++;
    return started;
  };
  return {
    ask(name, order, give = []) {
      const to = running();
      const ticket = ++tickets;
      return new Promise((resolve, reject) => {
        waiting.set(ticket, { resolve, reject });
        to.postMessage({ ticket, name, order } satisfies Order, give);
      });
    },
    generation() {
      running();
      return generation;
    },
  };
}
