import type { HexColor } from 'terra-draw';
import type { Verdict } from '../../geodata/jurisdiction/verdict.ts';
import { createDrawing, type DrawingListener } from '../draw/drawing.ts';
import { edgeLabels, isJudgeable } from '../draw/shape.ts';
import type { Tool } from '../draw/tools.ts';
import { asFeature, type Question } from '../draw/verdict-protocol.ts';
import type { VerdictStream } from '../draw/verdict-stream.ts';
import type { CityMap } from '../map/city-map.ts';
import { Refused } from '../rest.ts';
import { type Draft, type DraftStore, questionOf } from './draft.ts';

export interface DraftEngineOptions {
  readonly cityMap: CityMap;
  readonly store: DraftStore;
  readonly stream: VerdictStream;
  /** Area the reader acts for. */
  readonly blower: string | undefined;
  readonly describe: DrawingListener['describe'];
  readonly length: (metres: number) => string;
  /** Shows the footprint and its parts on the map. */
  readonly show: (draft: Draft) => void;
  readonly confirm: (feature: object, signal: AbortSignal) => Promise<Verdict>;
  readonly onTool: (tool: Tool) => void;
  readonly onHistory: DrawingListener['onHistory'];
}

/** From the pointer to the verdict: what is drawn goes to the worker at every move, and to the server once it rests. */
export function createDraftEngine(options: DraftEngineOptions) {
  const { cityMap, store, stream } = options;
  let asked = '';
  let pending: ReturnType<typeof setTimeout> | undefined;
  let request: AbortController | undefined;

  const drawing = createDrawing(cityMap, {
    describe: options.describe,
    onTool: options.onTool,
    onHistory: options.onHistory,
    onShape(shape) {
      const usable = shape !== null && isJudgeable(shape.geometry) ? shape : null;
      store.change(
        usable === null
          ? { shape: shape === null ? null : shape, verdict: null, refusal: null, confirmed: false }
          : { shape: usable },
      );
      cityMap.setEdges(
        usable === null
          ? []
          : edgeLabels(usable.geometry).map(({ position, anchor, metres }) => ({
              position,
              anchor,
              label: options.length(metres),
            })),
      );
    },
  });

  const unsubscribe = store.subscribe(() => {
    const draft = store.get();
    options.show(draft);
    const question =
      draft.shape !== null && isJudgeable(draft.shape.geometry) ? questionOf(draft, options.blower) : null;
    const now = JSON.stringify([question, draft.shape?.finished]);
    if (now === asked) return;
    asked = now;
    clearTimeout(pending);
    request?.abort();
    if (question === null) {
      stream.withdraw();
      return;
    }
    store.change({ confirmed: false });
    stream.ask(question);
    if (draft.shape?.finished === true) pending = setTimeout(() => void confirm(question), confirmAfter);
  });

  async function confirm(question: Question) {
    // What the same code has refused here, with the place of the fault, the server would refuse again.
    if (store.get().refusal !== null) return;
    request = new AbortController();
    const { signal } = request;
    try {
      const verdict = await options.confirm(asFeature(question), signal);
      if (!signal.aborted) store.confirm(verdict);
    } catch (error) {
      // A server out of reach leaves the preview as it is: dashed, and not to be blown on.
      if (error instanceof Refused && error.status > 0 && !signal.aborted)
        store.refuse(error.title, error.detail);
    }
  }

  const detach = cityMap.onMap((map) => {
    const fetchLines = () => {
      if (map.getZoom() < exactZoom) {
        drawing.setExactLines(null);
        return;
      }
      const bounds = map.getBounds();
      stream.lines([bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()], (lines) =>
        drawing.setExactLines(lines),
      );
    };
    fetchLines();
    map.on('moveend', fetchLines);
    return () => map.off('moveend', fetchLines);
  });

  return {
    drawing,
    setColours: (ink: string, plate: string) => drawing.setColours(ink as HexColor, plate as HexColor),
    destroy() {
      clearTimeout(pending);
      request?.abort();
      stream.withdraw();
      unsubscribe();
      detach();
      drawing.destroy();
      cityMap.setEdges([]);
    },
  };
}

export type DraftEngine = ReturnType<typeof createDraftEngine>;

/** Milliseconds a finished shape rests before the server is asked. */
const confirmAfter = 200;
/** From here on the worker's exact boundaries take the place of those in the tiles for snapping. */
const exactZoom = 15;
