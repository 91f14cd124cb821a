import type { Writable } from 'node:stream';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import { type Speech, say } from './print.ts';

/** Tells each step as it begins: a step may take seconds, and nothing else is heard while it runs. */
export const tellSteps =
  (out: Pick<Writable, 'write'>, speech: Speech) =>
  (step: Bilingual, fraction: number): void => {
    out.write(`[${String(Math.round(100 * fraction)).padStart(3)} %] ${say(step, speech)}\n`);
  };
