import type { ErrorEvent } from 'maplibre-gl';
import { useEffect, useMemo, useState } from 'react';
import type { Bounds } from '../../geodata/geometry.ts';
import { around } from '../map/around.ts';
import type { CityMap } from '../map/city-map.ts';
import { DeskMap } from '../map/desk-map.tsx';
import { boundsOf } from '../map/footprint.ts';
import { seamKeys } from '../map/style-boundaries.ts';
import { useText } from '../text/text.ts';
import { useTheme } from '../ui/theme.ts';
import type { Call } from './call.ts';
import { onSiteMetres, type Reach, roughMetres, walkingMinutes } from './distance.ts';
import { MeIcon } from './icons.tsx';
import { drawOverlay, type Overlay } from './map-overlay.ts';
import type { Position } from './use-position.ts';

/** Metres beyond which the way there is not shown whole: the place would be a speck. */
const farthest = 8_000;

/** Where it is and where the officer is: the footprint by party, the circle to check in from, the straight way between. */
export function PlaceMap({
  call,
  edition,
  position,
  reach,
  zone,
}: {
  readonly call: Call;
  readonly edition: number | null;
  readonly position: Position;
  readonly reach: Reach | null;
  /** Metres around the footprint to show; null for none. */
  readonly zone: number | null;
}) {
  const { t, format } = useText();
  const [cityMap, setCityMap] = useState<CityMap | null>(null);
  const [both, setBoth] = useState(true);
  const { whistle } = call;
  useFootprint(cityMap, call);
  useBadLine(cityMap);
  useOverlay(cityMap, call, position, reach, zone);
  const at = position.state === 'known' ? position.at : null;
  const near = at !== null && reach !== null && reach.metres <= farthest;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the view follows the first fix and the button, not every step.
  useEffect(() => {
    if (cityMap === null) return;
    cityMap.map.resize();
    cityMap.flyTo(viewOf(call, both && near ? at : null), { padding: 36, duration: 0, maxZoom: 17.4 });
  }, [cityMap, both, near, whistle.verdict.geometryHash]);
  if (edition === null) return <div className="call-map" />;
  return (
    <div className="call-map">
      <DeskMap
        edition={edition}
        start={{ center: whistle.location, zoom: 16 }}
        onMade={(made) => {
          setCityMap(made);
          return () => setCityMap(null);
        }}
      >
        {reach !== null && position.state === 'known' && (
          <p className="map-float call-away" data-testid="away">
            {reach.metres === 0 ? (
              <strong>{t('officer.map.inside')}</strong>
            ) : (
              <>
                <strong>{t('officer.map.away', { distance: format.distance(reach.metres) })}</strong>
                {reach.metres > onSiteMetres && (
                  <span>{t('officer.map.walk', { minutes: walkingMinutes(reach.metres) })}</span>
                )}
              </>
            )}
            {position.accuracy > roughMetres / 4 && (
              <span>{t('officer.map.accuracy', { metres: position.accuracy })}</span>
            )}
          </p>
        )}
        {at !== null && (
          <button
            type="button"
            className="map-float call-locate"
            aria-label={t(both ? 'officer.map.showPlace' : 'officer.map.showMe')}
            aria-pressed={both}
            onClick={() => setBoth(!both)}
          >
            <MeIcon />
          </button>
        )}
      </DeskMap>
    </div>
  );
}

/** Tiles that do not come are an error to the map; on a bad line they are the rule, and come with the next move. */
function useBadLine(cityMap: CityMap | null): void {
  useEffect(
    () =>
      cityMap?.onMap((map) => {
        const hear = ({ error }: ErrorEvent) => {
          const status = 'status' in error ? error.status : null;
          const expected = status === 0 || status === 401 || /fetch|network/i.test(error.message);
          if (!expected) console.error(error);
        };
        map.on('error', hear);
        return () => map.off('error', hear);
      }),
    [cityMap],
  );
}

/** The parts by party and the seam that splits them. */
function useFootprint(cityMap: CityMap | null, call: Call): void {
  const { format, language } = useText();
  const { footprint, verdict, sides, accuracy } = call.whistle;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a stored verdict is known by its hash.
  useEffect(() => {
    if (cityMap === null) return;
    cityMap.setFootprint({
      geometry: footprint,
      preview: false,
      reach: accuracy,
      parties: sides.map((side) => ({
        party: side.party,
        shape: verdict.parties.find(({ jurisdiction }) => jurisdiction.code === side.areaCode)?.shape ?? null,
        share: sides.length > 1 ? format.share(side.share) : '',
        name: '',
      })),
    });
    cityMap.setHotSeams(
      seamKeys(sides.filter(({ role }) => role !== 'inform').map(({ areaCode }) => areaCode)),
    );
  }, [cityMap, verdict.geometryHash, language]);
}

/** Circle, position and way, drawn anew when one of them changes; shapes that must be worked out first come when they are. */
function useOverlay(
  cityMap: CityMap | null,
  { whistle }: Call,
  position: Position,
  reach: Reach | null,
  zone: number | null,
): void {
  const { t } = useText();
  const [theme] = useTheme();
  const [circle, setCircle] = useState<Overlay['zone']>(null);
  const [disc, setDisc] = useState<Overlay['accuracy']>(null);
  const at = position.state === 'known' ? position.at : null;
  const accuracy = position.state === 'known' ? position.accuracy : 0;
  const [lon, lat] = at ?? [null, null];
  // biome-ignore lint/correctness/useExhaustiveDependencies: a stored footprint is known by its verdict's hash.
  useEffect(() => {
    let here = true;
    if (zone === null) setCircle(null);
    else void around(whistle.footprint, zone).then((shape) => here && setCircle(shape));
    return () => {
      here = false;
    };
  }, [zone, whistle.verdict.geometryHash]);
  useEffect(() => {
    let here = true;
    if (lon === null || lat === null) setDisc(null);
    else
      void around({ type: 'Point', coordinates: [lon, lat] }, accuracy).then(
        (shape) => here && setDisc(shape),
      );
    return () => {
      here = false;
    };
  }, [lon, lat, accuracy]);
  const label = zone === null ? '' : t('officer.map.zone', { metres: zone });
  const [toLon, toLat] = reach !== null && reach.metres > 0 ? reach.nearest : [null, null];
  const overlay = useMemo<Overlay>(
    () => ({
      zone: circle,
      label,
      accuracy: disc,
      me: lon === null || lat === null ? null : [lon, lat],
      to: toLon === null || toLat === null ? null : [toLon, toLat],
    }),
    [circle, label, disc, lon, lat, toLon, toLat],
  );
  useEffect(
    () =>
      cityMap?.onMap((map) => {
        const draw = () => drawOverlay(map, overlay, theme);
        map.on('style.load', draw);
        draw();
        return () => map.off('style.load', draw);
      }),
    [cityMap, overlay, theme],
  );
}

/** The footprint with the circle around it, and the officer where they are to be seen as well. */
function viewOf({ whistle }: Call, me: readonly [number, number] | null): Bounds {
  const [west, south, east, north] = boundsOf(whistle.footprint);
  const margin = 0.0007;
  const place: Bounds = [west - margin, south - margin, east + margin, north + margin];
  if (me === null) return place;
  return [
    Math.min(place[0], me[0]),
    Math.min(place[1], me[1]),
    Math.max(place[2], me[0]),
    Math.max(place[3], me[1]),
  ];
}
