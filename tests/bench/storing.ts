import type { Measure } from './measure.ts';

/** Putting a whole city in force. */
export const storingMeasures: readonly Measure[] = [
  {
    name: 'publish.60k',
    unit: 's',
    run: async (bench) => {
      const built = bench.edition();
      const { seconds, engine } = await bench.stored();
      const parts = { build: built.seconds, ...seconds };
      return {
        ours: parts.build + parts.save + parts.publish,
        peer: null,
        n: 1,
        note: `${Object.entries(parts)
          .map(([part, took]) => `${part} ${took.toFixed(1)} s`)
          .join(
            ', ',
          )}; ${built.edition.boundaries.length} areas of all levels, ${bench.size()} given; ${engine}`,
      };
    },
  },
];
