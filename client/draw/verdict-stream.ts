import type { Bounds, Line } from '../../geodata/geometry.ts';
import type { DutyRow } from '../../geodata/jurisdiction/duties.ts';
import type { Answer, FromWorker, Question, ToWorker } from './verdict-protocol.ts';

/** As much of a Worker as the stream needs, so that a test can stand in for it. */
export interface VerdictPort {
  postMessage(message: ToWorker): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  terminate(): void;
}

export interface VerdictListener {
  /** The worker can judge, or why it cannot. */
  onState(state: { readonly ready: boolean; readonly failure: string | null }): void;
  onAnswer(answer: Answer, question: Question, milliseconds: number): void;
}

/**
 * Asks the worker, with one question in flight and then only the latest: a pointer moves faster than it needs answers.
 * What comes back to a question that was withdrawn is dropped.
 */
export function createVerdictStream(port: VerdictPort, listener: VerdictListener) {
  let ready = false;
  let ticket = 0;
  let inFlight: { readonly ticket: number; readonly question: Question } | null = null;
  let waiting: Question | null = null;
  let withdrawn = 0;
  let lineTicket = 0;
  let takeLines: ((lines: readonly Line[]) => void) | null = null;

  port.onmessage = ({ data }) => {
    switch (data.type) {
      case 'ready':
        ready = true;
        listener.onState({ ready: true, failure: null });
        next();
        break;
      case 'failed':
        listener.onState({ ready: false, failure: data.detail });
        break;
      case 'lines':
        if (data.ticket === lineTicket) takeLines?.(data.lines);
        break;
      case 'answer': {
        const asked = inFlight;
        if (asked?.ticket !== data.ticket) break;
        inFlight = null;
        if (asked.ticket > withdrawn) listener.onAnswer(data.answer, asked.question, data.milliseconds);
        next();
      }
    }
  };

  function next() {
    if (!ready || inFlight !== null || waiting === null) return;
    inFlight = { ticket: ++ticket, question: waiting };
    waiting = null;
    port.postMessage({ type: 'judge', ...inFlight });
  }

  return {
    load(edition: number, duties: readonly DutyRow[]) {
      ready = false;
      inFlight = null;
      port.postMessage({ type: 'load', edition, duties });
    },
    ask(question: Question) {
      waiting = question;
      next();
    },
    withdraw() {
      waiting = null;
      withdrawn = ticket;
    },
    /** The exact boundaries within bounds; only the latest question is answered. */
    lines(bounds: Bounds, take: (lines: readonly Line[]) => void) {
      if (!ready) return;
      takeLines = take;
      port.postMessage({ type: 'lines', ticket: ++lineTicket, bounds });
    },
    close() {
      port.terminate();
    },
  };
}

export type VerdictStream = ReturnType<typeof createVerdictStream>;
