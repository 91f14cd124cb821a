import { type Calendar, createCalendar } from '../../geodata/analysis/calendar.ts';
import { decodeWire, type Wire } from '../../geodata/analysis/wire.ts';
import { countBins } from './bins.ts';
import type { WorkerAnswer, WorkerQuestion } from './columns-protocol.ts';
import { densityImage } from './density-image.ts';

/** Holds the incidents of the city and counts them for the desk, beside the thread that draws. */
let held: { readonly wire: Wire; readonly calendar: Calendar } | null = null;

self.onmessage = async ({ data }: MessageEvent<WorkerQuestion>) => {
  if (data.ask === 'load') answer(await load(data.language));
  else if (held !== null) {
    const start = performance.now();
    const bins = countBins(held.wire, held.calendar, data.search);
    const density = bins.density && densityImage(bins.density, data.theme);
    answer({
      told: 'counted',
      number: data.number,
      bins: { ...bins, density },
      milliseconds: performance.now() - start,
    });
  }
};

const answer = (message: WorkerAnswer): void => self.postMessage(message);

async function load(language: string): Promise<WorkerAnswer> {
  const response = await fetch('/api/plan/columns', { headers: { 'accept-language': language } }).catch(
    () => null,
  );
  if (response === null) return { told: 'failed', status: 0, title: '', detail: '' };
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({}))) as { title?: string; detail?: string };
    return {
      told: 'failed',
      status: response.status,
      title: problem.title ?? '',
      detail: problem.detail ?? '',
    };
  }
  const wire = decodeWire(new Uint8Array(await response.arrayBuffer()));
  const { first, last, timeZone, edition, count } = wire.header;
  held = { wire, calendar: createCalendar(first, last, timeZone) };
  return { told: 'loaded', edition, count };
}
