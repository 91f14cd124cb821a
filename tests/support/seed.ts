import fc from 'fast-check';

/**
 * Random cases are the same ones in every run, so that a failure is of the change under test. `PROPERTY_SEED=any` draws
 * others; a whole number repeats a run that printed it.
 */
const seed = process.env.PROPERTY_SEED ?? '20260508';
if (seed !== 'any') {
  if (!/^-?\d+$/.test(seed)) throw new Error(`PROPERTY_SEED is "${seed}": wanted a whole number or "any"`);
  fc.configureGlobal({ seed: Number(seed) });
}
