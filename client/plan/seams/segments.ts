import type { SeamDetail } from '../../api.ts';

/** A stretch of a seam and what it follows; metres from its beginning. */
export type Segment = SeamDetail['stretches'][number];

/** The whole line in stretches, from its beginning to its end: those recorded apart, and between them what holds for the rest. Neighbours that are `alike` are one. */
export function segmentsOf(
  seam: Pick<SeamDetail, 'length' | 'basis' | 'holder' | 'accuracy' | 'stretches'>,
  alike: (one: Segment, other: Segment) => boolean,
): Segment[] {
  const { length, basis, holder, accuracy } = seam;
  const segments: Segment[] = [];
  const put = (segment: Segment): void => {
    if (segment.to - segment.from < 0.5) return;
    const last = segments.at(-1);
    if (last && alike(last, segment)) segments[segments.length - 1] = { ...last, to: segment.to };
    else segments.push(segment);
  };
  let from = 0;
  for (const stretch of [...seam.stretches].sort((a, b) => a.from - b.from)) {
    put({ from, to: stretch.from, basis, holder, accuracy });
    put({ ...stretch, to: Math.min(length, stretch.to) });
    from = stretch.to;
  }
  put({ from, to: length, basis, holder, accuracy });
  return segments;
}
