import type { Writable } from 'node:stream';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import { type Speech, say } from './print.ts';

/** A step is told again once it has come this much further. */
const worthTelling = 0.05;

/** Tells each step as it begins, and a long one now and then: nothing else is heard while it runs. */
export function tellSteps(
  out: Pick<Writable, 'write'>,
  speech: Speech,
): (step: Bilingual, fraction: number) => void {
  let last: { readonly step: Bilingual; readonly fraction: number } | null = null;
  return (step, fraction) => {
    if (last?.step.en === step.en && fraction < last.fraction + worthTelling) return;
    last = { step, fraction };
    out.write(`[${String(Math.round(100 * fraction)).padStart(3)} %] ${say(step, speech)}\n`);
  };
}
