import { VectorTileSource } from 'maplibre-gl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Lonlat } from '../../geodata/geometry.ts';
import type { SeamCost, WallHeat, Whistle } from '../api.ts';
import { onLiveReset } from '../live.ts';
import { type CityMap, createCityMap } from '../map/city-map.ts';
import type { Language } from '../text/format.ts';
import { useText } from '../text/text.ts';
import type { Theme } from '../ui/palette.ts';
import { CaseOverlay } from './case-overlay.tsx';
import { drawHeat } from './heat-layer.ts';
import { Locator } from './locator.tsx';
import { MarkLabels } from './mark-labels.tsx';
import { ScaleBar } from './scale-bar.tsx';
import type { Scene } from './scenes.ts';
import { useBlocked } from './use-blocked.ts';
import { useView } from './use-view.ts';
import { overviewOf, viewOf } from './views.ts';
import type { Muster } from './whistles.ts';
import { bodyOf } from './words.ts';

const flight = 1800;
/** Lines and type of the map against the desk's. */
const scale = 1.5;

/** The middle of the wall: the city with all whistles, or the place of one of them, and what is written over it. */
export function WallMap(props: {
  readonly scene: Scene;
  readonly musters: readonly Muster[];
  readonly subject: Whistle | undefined;
  readonly heat: WallHeat['heat'] | null;
  readonly seams: readonly SeamCost[] | null;
  readonly edition: number;
  readonly theme: Theme;
  readonly language: Language;
  readonly unit: number;
  readonly now: number;
  readonly schematic: boolean;
  readonly children?: ReactNode;
}) {
  const { scene, musters, subject, edition, theme, language, unit, now } = props;
  const text = useText();
  const { t } = text;
  const container = useRef<HTMLDivElement>(null);
  const [city, setCityMap] = useState<CityMap | null>(null);
  const [failed, setFailed] = useState(false);
  const first = useRef({ theme, language, edition, scale });

  useEffect(() => {
    if (container.current === null) return;
    let made: CityMap;
    try {
      made = createCityMap(container.current, { ...first.current, interactive: false });
    } catch {
      setFailed(true);
      return;
    }
    setCityMap(made);
    return () => {
      setCityMap(null);
      made.destroy();
    };
  }, []);

  useEffect(() => city?.setTheme(theme), [city, theme]);
  useEffect(() => city?.setLanguage(language), [city, language]);
  useEffect(() => city?.setEdition(edition), [city, edition]);
  // More pixels, not more map: at any resolution it shows what a wall of 1080 lines shows.
  useEffect(
    () =>
      city?.onMap((map) => {
        map.setPixelRatio(unit * devicePixelRatio);
        return () => {};
      }),
    [city, unit],
  );

  useEffect(() => (city === null ? undefined : onLiveReset(() => fetchMissing(city))), [city]);

  const whistles = musters.map(({ whistle }) => whistle);
  // Marks change when a whistle does or a deadline passes, not with every second.
  const marks = musters.map((card) => `${card.whistle.id}${card.overdue}${card.missing > 0}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `marks` stands for whistles and now
  useEffect(() => {
    const shown =
      scene.name === 'overview' ? whistles.map((whistle) => ({ ...whistle, place: '', placeEn: '' })) : [];
    city?.setWhistles(shown, now);
  }, [city, marks, scene.name === 'overview']);

  const costly = scene.name === 'seams' ? (props.seams ?? []) : [];
  const hot =
    scene.name === 'overview'
      ? musters.filter(({ missing }) => missing > 0).map(({ whistle }) => whistle)
      : subject === undefined
        ? []
        : [subject];
  const seams = [...hot.flatMap(pairsOf), ...costly.map(({ key }) => lineOf(key))].sort().join();
  useEffect(() => city?.setHotSeams(seams === '' ? [] : seams.split(',')), [city, seams]);

  const heat = scene.name === 'heat' ? (props.heat ?? undefined) : undefined;
  useEffect(
    () => (heat === undefined ? undefined : city?.onMap((map) => drawHeat(map, theme, heat))),
    [city, theme, heat],
  );

  const key = subject?.id ?? scene.name;
  const arrived = subject?.summonses.filter(({ checkedInAt }) => checkedInAt !== null).length ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew when the whistle's verdict or arrivals change
  useEffect(() => {
    if (city === null) return;
    if (subject === undefined) {
      city.setFootprint(null);
      city.setArrivals([]);
      return;
    }
    city.setFootprint({
      geometry: subject.footprint,
      parties: subject.sides.map((side) => ({
        party: side.party,
        shape: partOf(subject, side.areaCode),
        // What a part is called stands on its plate.
        share: '',
        name: '',
      })),
      preview: false,
      reach: subject.verdict.footprint.accuracy,
    });
    city.setArrivals(
      subject.summonses.flatMap((summons) =>
        summons.checkIn?.position
          ? // Text never sits on a hatch: a body inside the footprint is a point without a name.
            [
              {
                position: summons.checkIn.position,
                label: summons.checkIn.distance === 0 ? '' : bodyOf(summons, text),
              },
            ]
          : [],
      ),
    );
  }, [city, key, subject?.verdict.geometryHash, arrived, language]);

  const shownPlaces =
    heat !== undefined
      ? busy(heat).map(({ lon, lat }): Lonlat => [lon, lat])
      : costly.length > 0
        ? costly.flatMap(({ bounds: [west, south, east, north] }): Lonlat[] => [
            [west, south],
            [east, north],
          ])
        : whistles.map(({ location }) => location);
  const places = shownPlaces
    .map((place) => place.join())
    .sort()
    .join(' ');
  const flown = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the camera moves with the scene and the places, not with the clock
  useEffect(() => {
    if (city === null) return;
    const bounds =
      subject === undefined
        ? overviewOf(shownPlaces, costly.length > 0 ? 6_000 : undefined)
        : viewOf(subject.footprint, subject.verdict.footprint.accuracy);
    if (bounds === null) return;
    const still = !flown.current || matchMedia('(prefers-reduced-motion: reduce)').matches;
    city.flyTo(bounds, { padding: 32, duration: still ? 0 : flight, maxZoom: 21 });
    flown.current = true;
  }, [city, key, places, edition]);

  const section = useRef<HTMLElement>(null);
  const view = useView(city);
  useBlocked(city, section, view, unit);
  return (
    <section ref={section} className="wall-map" aria-label={t('wall.map')}>
      <div
        ref={container}
        className="wall-map-canvas"
        style={{ width: `${100 / unit}%`, height: `${100 / unit}%`, transform: `scale(${unit})` }}
      />
      {failed && <p className="wall-map-failed">{t('map.failed')}</p>}
      {city !== null && view !== null && (
        <>
          {subject === undefined ? (
            scene.name === 'overview' && (
              <MarkLabels city={city} view={view} musters={musters} unit={unit} now={now} />
            )
          ) : (
            <>
              <CaseOverlay city={city} view={view} whistle={subject} unit={unit} />
              <Locator whistle={subject} edition={edition} unit={unit} />
            </>
          )}
          <ScaleBar city={city} view={view} unit={unit} />
        </>
      )}
      {props.schematic && (
        <p className="wall-schematic" title={t('schematicTitle')}>
          {t('schematic')}
        </p>
      )}
      {props.children}
    </section>
  );
}

/** Tiles that could not be had while the server was away are not asked for again by the map itself. */
function fetchMissing({ map }: CityMap): void {
  for (const id of Object.keys(map.getStyle().sources)) {
    const source = map.getSource(id);
    if (!(source instanceof VectorTileSource)) continue;
    if (source.loaded()) map.refreshTiles(id);
    else source.setUrl(source.url);
  }
}

/** Pairs of the areas that share a joint whistle, smaller code first, as seams are keyed. */
function pairsOf(whistle: Whistle): string[] {
  const codes = whistle.sides.map(({ areaCode }) => areaCode).sort();
  return whistle.joint ? codes.flatMap((a, index) => codes.slice(index + 1).map((b) => `${a}|${b}`)) : [];
}

/** Where anything happened today; everywhere while nothing has. */
function busy(heat: WallHeat['heat']): WallHeat['heat'] {
  const some = heat.filter(({ count }) => count > 0);
  return some.length > 0 ? some : heat;
}

/** The key of a seam in the tiles: where two areas share several lines, all of them. */
const lineOf = (key: string): string => key.replace(/#\d+$/, '');

function partOf(whistle: Whistle, areaCode: string) {
  return whistle.verdict.parties.find(({ jurisdiction }) => jurisdiction.code === areaCode)?.shape ?? null;
}
