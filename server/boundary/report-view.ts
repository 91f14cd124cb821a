import type { ImportReport } from './report.ts';

/** Areas listed of those that were left out, joined, dropped or changed; a finer level can lose ten thousand at once. */
const listed = 200;

/** A report as a screen needs it: of each long list the beginning, and how long it is. */
export function reportView({ edition, difference, ...report }: ImportReport) {
  return {
    ...report,
    edition: edition && {
      ...edition,
      leftOut: edition.leftOut.slice(0, listed),
      merged: edition.merged.slice(0, listed),
      dropped: edition.dropped.slice(0, listed),
      counts: {
        leftOut: edition.leftOut.length,
        merged: edition.merged.length,
        dropped: edition.dropped.length,
      },
    },
    difference: difference && {
      edition: difference.edition,
      added: difference.added.slice(0, listed),
      removed: difference.removed.slice(0, listed),
      renamed: difference.renamed.slice(0, listed),
      moved: difference.moved.slice(0, listed),
      resized: difference.resized.slice(0, listed),
      counts: {
        added: difference.added.length,
        removed: difference.removed.length,
        renamed: difference.renamed.length,
        moved: difference.moved.length,
        resized: difference.resized.length,
      },
    },
  };
}
