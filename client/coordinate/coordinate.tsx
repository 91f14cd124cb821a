import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Bounds, Lonlat } from '../../geodata/geometry.ts';
import type { Whistle } from '../api.ts';
import type { Tool } from '../draw/tools.ts';
import { asFeature } from '../draw/verdict-protocol.ts';
import { useEditionInForce } from '../edition.ts';
import type { CityMap } from '../map/city-map.ts';
import { useNow } from '../ui/now.ts';
import { useSession } from '../ui/session.ts';
import { InTopBar } from '../ui/top-bar.tsx';
import { besideFields } from './beside.ts';
import { useDebounced, useFlight, useNewKey, usePlacePicker } from './desk-hooks.ts';
import { createDraftStore, type Draft, questionOf } from './draft.ts';
import { IdlePanel } from './idle-panel.tsx';
import { type Entry, entriesOf } from './list.ts';
import { ListPanel } from './list-panel.tsx';
import { MapPane } from './map-pane.tsx';
import { useCaseOnMap, useMarks } from './map-sync.ts';
import { NoMap } from './no-map.tsx';
import {
  useBlow,
  useDistricts,
  useDutyList,
  useIncident,
  useIncidents,
  useLiveQueries,
  useWaiting,
  useWhistle,
  useWhistles,
} from './queries.ts';
import { useRedrawing } from './redrawing.ts';
import { IncidentColumn, WhistleColumn } from './right-column.tsx';
import { SearchBox } from './search-box.tsx';
import { Timeline } from './timeline.tsx';
import { Toolbar } from './toolbar.tsx';
import { placeText, useView } from './url.ts';
import { useDraft } from './use-draft.ts';
import { VerdictPanel } from './verdict-panel.tsx';
import './coordinate.css';

/** The coordinator's desk: cases at the left, the map, and at the right whose it is and what is to be done. */
export function Coordinate() {
  const { data: session } = useSession();
  const account = session?.account ?? null;
  const permissions = account?.permissions ?? [];
  const maySubmit = permissions.includes('incident.submit');
  const [view, changeView] = useView();
  const edition = useEditionInForce();
  const inForce = edition.data?.inForce ?? null;
  const districts = useDistricts(inForce);
  const names = districts.data ?? noNames;
  const duties = useDutyList();
  const whistles = useWhistles();
  const incidents = useIncidents(permissions.includes('incident.see'));
  const waiting = useWaiting(permissions.includes('incident.see'));
  useLiveQueries(whistles.data);
  const whistle = useWhistle(view.whistle);
  const incident = useIncident(view.incident);
  const [cityMap, setCityMap] = useState<CityMap | null>(null);
  const [store] = useState(createDraftStore);
  const draft = useSyncExternalStore(store.subscribe, store.get);
  const [drafting, setDrafting] = useState(false);
  const blow = useBlow();
  const now = useNow();

  const selected =
    view.whistle !== null ? `w${view.whistle}` : view.incident !== null ? `i${view.incident}` : null;
  const shown = whistle.data ?? whistles.data?.whistles.find(({ id }) => id === view.whistle) ?? null;
  const redrawing = useRedrawing(store, view.whistle === null ? null : shown);
  const tools = useDraft({
    cityMap,
    store,
    edition: redrawing.of?.verdict.edition ?? inForce,
    duties: duties.data,
    areaCode: redrawing.of?.blownFor.code ?? account?.areaCode ?? null,
    occurredAt: redrawing.of?.occurredAt ?? null,
    active: redrawing.of !== null || (selected === null && drafting),
    drawing: redrawing.round,
  });
  const minute = Math.floor(now / 15_000);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the order of rows is renewed four times a minute, not every second.
  const entries = useMemo(
    () => (whistles.data === undefined ? null : entriesOf(whistles.data.whistles, incidents.data ?? [], now)),
    [whistles.data, incidents.data, minute],
  );

  const subject =
    view.whistle !== null
      ? shown && { footprint: shown.footprint, verdict: shown.verdict, whistle: shown }
      : view.incident !== null && incident.data !== undefined
        ? { footprint: incident.data.footprint, verdict: incident.data.verdict, whistle: null }
        : null;
  useMarks(cityMap, whistles.data?.whistles ?? none, incidents.data ?? none, selected);
  useCaseOnMap(cityMap, redrawing.of === null ? subject : null);
  useFlight(cityMap, selected, subject, view.at !== null);
  const place = usePlacePicker(cityMap);

  const select = useCallback(
    (entry: Pick<Entry, 'type' | 'id'>) =>
      changeView({
        whistle: entry.type === 'whistle' ? entry.id.slice(1) : undefined,
        incident: entry.type === 'incident' ? entry.id.slice(1) : undefined,
      }),
    [changeView],
  );
  useEffect(
    () =>
      cityMap?.onPick((picked) => {
        if (place.picking || redrawing.of !== null || (selected === null && drafting) || picked === null)
          return;
        select(
          'whistle' in picked
            ? { type: 'whistle', id: `w${picked.whistle}` }
            : { type: 'incident', id: `i${picked.incident}` },
        );
      }),
    [cityMap, place.picking, redrawing.of, selected, drafting, select],
  );

  const begin = (tool: Tool) => {
    if (redrawing.of !== null) {
      tools.setTool(tool);
      return;
    }
    if (!maySubmit) return;
    if (selected !== null) changeView({ whistle: undefined, incident: undefined });
    setDrafting(true);
    blow.reset();
    tools.setTool(tool);
  };
  const beginAnew = () => {
    if (redrawing.of !== null) return;
    store.reset();
    tools.clear();
    begin('polygon');
  };
  useNewKey(beginAnew);

  // The first matter of the kind is as good a guess as none, and one click less.
  useEffect(() => {
    const first = duties.data?.categories.find(({ kind }) => kind === draft.kind);
    if (draft.category === undefined && first !== undefined) store.change({ category: first.code });
  }, [duties.data, draft.kind, draft.category, store]);

  const onBlown = ({ id }: Whistle) => changeView({ whistle: id, incident: undefined }, true);
  const blowDraft = (ready: Draft) => {
    const question = questionOf(ready, account?.areaCode ?? undefined);
    if (question === null || ready.category === undefined) return;
    const feature = asFeature(question) as { properties: object };
    blow.mutate(
      {
        incident: { feature: { ...feature, properties: { ...feature.properties, note: ready.note } } },
        onSubmitted: (id) => {
          store.reset();
          setDrafting(false);
          changeView({ incident: id, whistle: undefined }, true);
        },
        blow: {
          kind: ready.kind,
          catalogueItem: ready.category,
          note: ready.note,
          parties: [...ready.alsoCalled],
          ...besideFields(ready.beside),
        },
      },
      { onSuccess: onBlown },
    );
  };

  // A link to an incident that has been whistled for since shows the case.
  const blown = incident.data?.whistleId ?? null;
  useEffect(() => {
    if (view.incident !== null && blown !== null) changeView({ whistle: blown, incident: undefined }, true);
  }, [view.incident, blown, changeView]);

  const onMoved = useDebounced(
    (center: Lonlat, zoom: number) => changeView({ at: placeText(center, zoom) }, true),
    400,
  );
  const showPlace = ([lon, lat]: readonly [number, number]) =>
    cityMap?.flyTo([lon - 0.0003, lat - 0.0003, lon + 0.0003, lat + 0.0003]);
  const flyTo = (bounds: Bounds) => cityMap?.flyTo(bounds, { padding: 40, maxZoom: 17 });
  const draftState = draft.shape === null ? 'empty' : draft.shape.finished ? 'done' : 'drawing';

  return (
    <main
      className={view.whistle === null ? 'coordinate' : 'coordinate coordinate-case'}
      data-testid="coordinate"
    >
      <InTopBar>
        <SearchBox
          entries={entries ?? none}
          onEntry={select}
          onPlace={flyTo}
          onIncident={(id) => changeView({ incident: id, whistle: undefined })}
        />
      </InTopBar>
      <ListPanel
        entries={entries}
        waiting={waiting.data ?? null}
        onMore={incidents.hasNextPage ? () => void incidents.fetchNextPage() : null}
        loadingMore={incidents.isFetchingNextPage}
        error={whistles.error}
        onRetry={() => void whistles.refetch()}
        tab={view.tab}
        onTab={(tab) => changeView({ tab }, true)}
        reader={{ areaCode: account?.areaCode ?? null }}
        selected={selected}
        onSelect={select}
        draft={
          drafting
            ? {
                state: draftState,
                selected: selected === null,
                onSelect: () => changeView({ whistle: undefined, incident: undefined }),
              }
            : null
        }
        onNew={maySubmit ? beginAnew : null}
      />
      <div className="middle">
        {inForce !== null ? (
          <MapPane edition={inForce} start={view.at} onMap={setCityMap} onMoved={onMoved}>
            {((maySubmit && selected === null) || redrawing.of !== null) && (
              <Toolbar
                tool={drafting || redrawing.of !== null ? tools.tool : null}
                snapping={tools.snapping}
                history={tools.history}
                canCut={draft.shape?.geometry.type === 'Polygon' && draft.shape.finished}
                canClear={draft.shape !== null}
                onTool={begin}
                onSnapping={tools.setSnapping}
                onUndo={tools.undo}
                onRedo={tools.redo}
                onClear={tools.clear}
              />
            )}
          </MapPane>
        ) : (
          <NoMap edition={edition} />
        )}
        {view.whistle !== null && shown !== null && <Timeline whistle={shown} />}
      </div>
      {view.whistle !== null ? (
        <WhistleColumn
          whistle={shown}
          reading={whistle}
          account={account}
          names={names}
          place={place}
          store={store}
          preview={tools.preview}
          redrawing={redrawing}
          canDraw={cityMap !== null}
          onShowPlace={showPlace}
        />
      ) : view.incident !== null ? (
        <IncidentColumn
          incident={incident.data}
          reading={incident}
          duties={duties.data}
          names={names}
          account={account}
          blow={blow}
          onBlown={onBlown}
        />
      ) : drafting ? (
        <VerdictPanel
          store={store}
          duties={duties.data}
          names={names}
          account={account}
          preview={tools.preview}
          busy={blow.isPending}
          error={blow.error}
          onBlow={blowDraft}
          onShowPlace={showPlace}
        />
      ) : (
        <IdlePanel canDraw={maySubmit} />
      )}
    </main>
  );
}

const none: readonly never[] = [];
const noNames: ReadonlyMap<string, { readonly name: string; readonly nameEn: string }> = new Map();
