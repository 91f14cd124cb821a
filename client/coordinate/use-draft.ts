import { useEffect, useRef, useState } from 'react';
import type { Verdict } from '../../geodata/jurisdiction/verdict.ts';
import type { Catalogue } from '../api.ts';
import { measuresOf } from '../draw/shape.ts';
import { snappingTools, type Tool } from '../draw/tools.ts';
import { createVerdictStream, type VerdictStream } from '../draw/verdict-stream.ts';
import type { CityMap } from '../map/city-map.ts';
import { request } from '../rest.ts';
import { type Text, useText } from '../text/text.ts';
import { token } from '../ui/palette.ts';
import { useTheme } from '../ui/theme.ts';
import type { Draft, DraftStore } from './draft.ts';
import { createDraftEngine, type DraftEngine } from './draft-engine.ts';
import { impactOutline } from './impact-outline.ts';
import { showVerdict, verdictDrawing } from './map-sync.ts';
import type { PreviewState } from './verdict-panel.tsx';

/** The drawing tools in use, and how far the browser's resolver is. */
export interface DraftTools {
  readonly tool: Tool;
  readonly history: { readonly undo: boolean; readonly redo: boolean };
  readonly snapping: boolean;
  readonly preview: PreviewState;
  readonly setTool: (tool: Tool) => void;
  readonly setSnapping: (on: boolean) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly clear: () => void;
}

/** Draws on the map while `active`, judging every move in a worker and what rests on the server. */
export function useDraft(input: {
  readonly cityMap: CityMap | null;
  readonly store: DraftStore;
  readonly edition: number | null;
  readonly duties: Catalogue | undefined;
  readonly areaCode: string | null;
  /** When it happened, ISO 8601: the server judges by the lines of that day. Null for now. */
  readonly occurredAt: string | null;
  readonly active: boolean;
  /** Another number begins anew from what the draft holds. */
  readonly drawing: number;
}): DraftTools {
  const { cityMap, store, edition, duties, areaCode, occurredAt, active, drawing } = input;
  const text = useText();
  const [theme] = useTheme();
  const words = useRef(text);
  words.current = text;
  const [tool, setTool] = useState<Tool>('select');
  const [history, setHistory] = useState({ undo: false, redo: false });
  const [snapping, setSnapping] = useState(true);
  const [preview, setPreview] = useState<PreviewState>({ ready: false, failure: null });
  const [stream, setStream] = useState<VerdictStream | null>(null);
  const engine = useRef<DraftEngine | null>(null);
  const wanted = useRef<Tool | null>(null);

  useEffect(() => {
    const made = createVerdictStream(
      new Worker(new URL('../draw/verdict-worker.ts', import.meta.url), { type: 'module' }),
      {
        onState: setPreview,
        onAnswer: (answer, _question, milliseconds) => store.preview(answer, milliseconds),
      },
    );
    setStream(made);
    return () => made.close();
  }, [store]);
  useEffect(() => {
    if (stream !== null && edition !== null && duties !== undefined) stream.load(edition, duties.duties);
  }, [stream, edition, duties]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another `drawing` begins anew.
  useEffect(() => {
    if (cityMap === null || stream === null || !active) return;
    const made = createDraftEngine({
      cityMap,
      store,
      stream,
      blower: areaCode ?? undefined,
      length: (metres) => words.current.format.length(metres),
      describe: (shape, snap, on) => describe(words.current, shape, snap, on, made.drawing.tool),
      show: (draft) =>
        showDraft(cityMap, draft, words.current, () => {
          if (engine.current === made) showDraft(cityMap, store.get(), words.current, () => {});
        }),
      confirm: (feature, signal) =>
        request<Verdict>('/api/verdicts', { method: 'POST', body: dated(feature, occurredAt), signal }),
      onTool: setTool,
      onHistory: setHistory,
    });
    engine.current = made;
    made.drawing.restore(store.get().shape?.geometry ?? null);
    if (wanted.current !== null) made.drawing.setTool(wanted.current);
    wanted.current = null;
    return () => {
      engine.current = null;
      made.destroy();
      showVerdict(cityMap, null, null);
      setTool('select');
      setHistory({ undo: false, redo: false });
    };
  }, [cityMap, stream, store, active, areaCode, occurredAt, drawing]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new engine is told what holds.
  useEffect(() => {
    engine.current?.setColours(token(theme, 'ink'), token(theme, 'surface'));
    engine.current?.drawing.setSnapping(snapping);
  }, [theme, snapping, active, cityMap, stream]);

  return {
    tool,
    history,
    snapping,
    preview,
    setTool: (next) => {
      // Asked for before the engine stands: it begins with this tool.
      if (engine.current === null) wanted.current = next;
      else engine.current.drawing.setTool(next);
    },
    setSnapping,
    undo: () => engine.current?.drawing.undo(),
    redo: () => engine.current?.drawing.redo(),
    clear: () => engine.current?.drawing.clear(),
  };
}

/** Puts a draft on the map; how far it reaches follows once the server has confirmed it. */
function showDraft(cityMap: CityMap, draft: Draft, text: Text, again: () => void): void {
  const { shape, verdict, confirmed } = draft;
  showVerdict(
    cityMap,
    shape === null
      ? null
      : {
          ...verdictDrawing(shape.geometry, verdict, !confirmed, text),
          impact: confirmed ? impactOutline(shape.geometry, verdict, again) : null,
        },
    verdict,
  );
}

function dated(feature: object, occurredAt: string | null): object {
  if (occurredAt === null || !('properties' in feature)) return feature;
  return { ...feature, properties: { ...(feature.properties as object), occurredAt } };
}

function describe(
  { t, format }: ReturnType<typeof useText>,
  shape: Parameters<Parameters<typeof createDraftEngine>[0]['describe']>[0],
  snap: Parameters<Parameters<typeof createDraftEngine>[0]['describe']>[1],
  snapping: boolean,
  tool: Tool,
): readonly string[] {
  const begun = shape !== null && !shape.finished && shape.geometry.type !== 'Point';
  const { area, length } = begun ? measuresOf(shape.geometry) : { area: null, length: null };
  const measures = format.facts([
    area !== null && format.area(area),
    length !== null && format.length(length),
  ]);
  const first = measures === '' ? t(`coordinate.hint.${tool}`) : measures;
  if (!snappingTools.includes(tool)) return [first];
  const second = !snapping
    ? t('coordinate.snapPaused')
    : snap === null
      ? ''
      : format.facts([t(`coordinate.snapped.${snap.target}`), t('coordinate.snapOff')]);
  return second === '' ? [first] : [first, second];
}
