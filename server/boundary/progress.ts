import type { Writable } from 'node:stream';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import { type Speech, say } from './print.ts';

/** Lines on a terminal for what takes longer than two seconds, and nothing for what does not. */
export interface Progress {
  readonly step: (words: Bilingual, fraction: number) => void;
  readonly end: () => void;
}

const silentFor = 2000;

/** `now` gives milliseconds on any clock that does not run backwards. */
export function createProgress(
  out: Pick<Writable, 'write'>,
  speech: Speech,
  now = () => performance.now(),
): Progress {
  const began = now();
  let pending: string | null = null;
  return {
    step(words, fraction) {
      const line = `[${String(Math.round(100 * fraction)).padStart(3)} %] ${say(words, speech)}\n`;
      // A step is told when it begins; what is under way at two seconds is told with the first step after that.
      if (now() - began < silentFor) pending = line;
      else {
        if (pending) out.write(pending);
        pending = null;
        out.write(line);
      }
    },
    end() {
      const seconds = (now() - began) / 1000;
      if (seconds * 1000 >= silentFor) out.write(`[100 %] ${seconds.toFixed(1)} s\n`);
      pending = null;
    },
  };
}
