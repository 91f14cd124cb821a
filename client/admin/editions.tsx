import { useMemo, useState } from 'react';
import { type Level, rank } from '../../geodata/area.ts';
import type { Bounds } from '../../geodata/geometry.ts';
import type { CityMap } from '../map/city-map.ts';
import { useText } from '../text/text.ts';
import { ErrorNote, Forbidden, Rows } from '../ui/notes.tsx';
import { useSession } from '../ui/session.ts';
import type { EditionDetail, FindingKind } from './contract.ts';
import { defectOf, standingOf } from './findings.ts';
import { Inset } from './inset.tsx';
import { Legend } from './legend.tsx';
import { MapPane } from './map-pane.tsx';
import type { Picture } from './picture.ts';
import { PublishedPanel } from './published-panel.tsx';
import { useAreas, useBoundaries, useDefects, useDifferences, useEdition, useEditions } from './queries.ts';
import { Rail } from './rail.tsx';
import { areaSelection, type Selection, useChangeSelection, useFindingSelection } from './selection.ts';
import { editionBefore } from './spans.ts';
import { nothingMade, stepStates } from './steps.ts';
import { useSending } from './upload-panel.tsx';
import { findText, useView } from './url.ts';
import { useDay } from './use-day.ts';
import { useDrop } from './use-drop.ts';
import { useFlight } from './use-flight.ts';
import { useMaking } from './use-making.ts';
import { useOpened } from './use-opened.ts';
import { type Looking, Wizard } from './wizard.tsx';
import './admin.css';

/** Boundaries from a file to an edition in force; every edition there was, what its check found, and what it changed. */
export function Editions() {
  const { data: session } = useSession();
  const permissions = session?.account?.permissions ?? [];
  if (session !== undefined && !permissions.includes('edition.see')) return <Forbidden />;
  return <EditionsScreen mayLoad={permissions.includes('edition.load')} />;
}

function EditionsScreen({ mayLoad }: { readonly mayLoad: boolean }) {
  const { t } = useText();
  const { view, go, change } = useView();
  const navigation = useMemo(() => ({ go, change }), [go, change]);
  const list = useEditions(true);
  const editions = list.data?.editions ?? none;
  const inForce = list.data?.inForce ?? null;
  const city = useCityInForce(inForce);
  const shownId = view.edition ?? (mayLoad || view.day !== null ? null : inForce);
  const shown = useEdition(shownId);
  const edition = shown.data ?? null;
  const isDraft = edition?.status === 'draft' || edition?.status === 'checked';
  const making = mayLoad && (shownId === null || isDraft || edition === null) && view.day === null;
  const work = useMaking(view, edition, city, navigation);
  const sending = useSending(work.begin);
  const drop = useDrop(
    mayLoad
      ? (file) => {
          // To the first step, which says how far the file is, or why it was refused.
          go({});
          void sending.send(file);
        }
      : null,
  );

  const asked = making ? work.step : view.look;
  const finest = edition === null ? null : asked === 'areas' ? 'subdistrict' : finestOf(edition);
  const withShapes = isDraft || view.finding !== null || view.area !== null ? shownId : null;
  const shapes = useBoundaries(withShapes, edition === null ? null : finest);
  const districts = useBoundaries(withShapes, finest === 'district' || edition === null ? null : 'district');
  const showsDefects = asked === 'check' || asked === 'report';
  const defects = useDefects(edition !== null ? shownId : null);
  const before = edition === null ? null : editionBefore(edition, editions);
  const base = view.base ?? before?.id ?? null;
  const showsChanges = asked === 'difference' || asked === 'publish';
  const differences = useDifferences(showsChanges && edition !== null ? shownId : null, base);

  const [place, setPlace] = useState<{ readonly code: string; readonly bounds: Bounds } | null>(null);
  const finding = useFindingSelection(edition, defects.data, showsDefects ? view.finding : null);
  const changed = useChangeSelection(differences.data, asked === 'difference' ? view.area : null);
  const area = areaSelection(
    shownId ?? 0,
    [shapes.data, districts.data],
    asked === 'areas' ? view.area : null,
    place?.bounds ?? null,
  );
  const card: Selection | null = finding ?? changed;
  const selected = card ?? area;

  const { opened, toggle } = useOpened(edition, view.finding?.kind ?? null);
  const warnings = useMemo(
    () =>
      (edition?.report?.findings ?? [])
        .filter((one) => standingOf(one) === 'warning' && opened.includes(one.kind))
        .map(({ kind }) => kind),
    [edition, opened],
  );
  const picture = useMemo<Picture>(
    () => ({
      draft:
        isDraft && shapes.data !== undefined
          ? { finest: shapes.data, districts: districts.data ?? null }
          : null,
      defects: showsDefects ? (defects.data ?? null) : null,
      warnings,
      changes: showsChanges ? (differences.data ?? null) : null,
      selected: selected === null ? null : { shape: selected.shape, at: selected.at },
      box: making && edition === null ? (work.upload?.preview ?? null) : null,
    }),
    [
      isDraft,
      shapes.data,
      districts.data,
      showsDefects,
      defects.data,
      warnings,
      showsChanges,
      differences.data,
      selected,
      making,
      edition,
      work.upload,
    ],
  );
  const [cityMap, setCityMap] = useState<CityMap | null>(null);
  useFlight(cityMap, selected, edition?.bounds ?? picture.box, `${shownId}/${view.upload}`);

  const select = (kind: FindingKind, item: number) => change({ find: findText(kind, item) }, true);
  const looking: Looking = {
    opened,
    onToggle: toggle,
    onSelectFinding: select,
    base,
    onBase: (next) => change({ base: next, area: null }, true),
    differences: differences.data,
    comparing: differences.comparing,
    differencesError: differences.error,
    onRetryDifferences: () => void differences.refetch(),
    onSelectArea: ({ code }) => change({ area: code }, true),
  };
  const day = useDay(view.day, editions);

  return (
    <main className="admin" data-testid="admin" {...drop.handlers}>
      <Rail
        steps={
          mayLoad
            ? {
                states: making ? work.steps : stepStates(nothingMade),
                current: making ? work.step : null,
                upload: making ? work.upload : null,
                reading: making ? (work.choice?.reading ?? null) : null,
                edition: making ? edition : null,
                seconds: making ? (work.upload?.seconds ?? null) : null,
                onStep: (step) => (making ? work.goTo(step) : go({})),
                onNew: view.upload !== null || isDraft ? () => go({}) : null,
              }
            : null
        }
        editions={list.data?.editions}
        error={list.error}
        onRetry={() => void list.refetch()}
        shown={shownId}
        onEdition={(one) =>
          one.status === 'published'
            ? go({ edition: one.id, view: 'report' })
            : go({ edition: one.id, step: 'check' })
        }
        day={view.day}
        onDay={(next) => {
          const [held] = day.editionsOf(next);
          go(held === undefined ? { day: next } : { edition: held.id, view: 'areas', day: next });
        }}
      />
      {list.data === undefined ? (
        <div className="desk-map">
          {list.error !== null && <ErrorNote error={list.error} onRetry={() => void list.refetch()} />}
        </div>
      ) : (
        <MapPane
          edition={edition?.status === 'published' ? edition.id : (inForce ?? 0)}
          picture={picture}
          onMap={setCityMap}
          onPick={(index) => {
            const defect = defects.data?.features[index];
            const found = edition?.report?.findings.find(({ kind }) => kind === defect?.properties.kind);
            const item = found?.items.findIndex(
              (one) => defectOf(found.kind, one, defects.data?.features ?? []) === defect,
            );
            if (found !== undefined && item !== undefined && item >= 0) select(found.kind, item + 1);
          }}
        >
          {card !== null && (
            <Inset
              bounds={card.bounds}
              shape={card.shape}
              boundaries={shapes.data?.features ?? none}
              hatch={card.hatch}
              title={card.title}
              lines={card.lines}
              onClose={() => change({ find: null, area: null }, true)}
            />
          )}
          <Legend picture={picture} />
        </MapPane>
      )}
      <aside className="admin-panel" aria-label={t('admin.rail')}>
        {day.missing !== null && view.edition === null ? (
          <div className="note" data-testid="no-edition">
            <strong>{t('admin.day.none', { day: view.day })}</strong>
            <p>{day.missing}</p>
          </div>
        ) : making ? (
          <Wizard
            view={view}
            navigation={navigation}
            work={work}
            sending={sending}
            edition={edition}
            editionError={shown.error}
            editions={editions}
            looking={looking}
          />
        ) : shown.error !== null ? (
          <ErrorNote error={shown.error} onRetry={() => void shown.refetch()} />
        ) : edition === null ? (
          shownId === null && list.data !== undefined ? (
            <div className="note">
              <strong>{t('admin.empty.title')}</strong>
              <p>{t('admin.editions.none')}</p>
            </div>
          ) : (
            <Rows />
          )
        ) : (
          <PublishedPanel
            view={view}
            navigation={navigation}
            edition={edition}
            editions={editions}
            looking={looking}
            mayLoad={mayLoad}
            dayNote={day.noteOf(edition.id)}
            onSelectPlace={(code, bounds) => {
              setPlace({ code, bounds });
              change({ area: code }, true);
            }}
          />
        )}
      </aside>
      {drop.over && <div className="admin-drop">{t('admin.file.dropHere')}</div>}
    </main>
  );
}

const none: readonly never[] = [];

/** The finest level that a file brought; what is below it was carried over. */
function finestOf({ report, areas }: EditionDetail): Level {
  const given = report?.layers?.map(({ level }) => level) ?? [];
  const known: readonly Level[] = given.length > 0 ? given : (Object.keys(areas) as Level[]);
  const drawn = known.filter((level) => rank(level) <= rank('community'));
  return drawn.reduce(
    (finest, level) => (rank(level) > rank(finest) ? level : finest),
    drawn[0] ?? 'subdistrict',
  );
}

/** The city in force; null before the first edition. */
function useCityInForce(inForce: number | null): { readonly code: string; readonly name: string } | null {
  const cities = useAreas(inForce, 'city');
  const [city] = cities.data?.areas ?? [];
  return city === undefined ? null : { code: city.code, name: city.name };
}
