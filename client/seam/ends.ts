import { compass } from '../../geodata/jurisdiction/wording.ts';
import type { SeamDetail } from '../api.ts';
import type { Text } from '../text/text.ts';

type Ends = SeamDetail['ends'];

/** In words, which end of a seam metres count from, and which they count to: "the north end, next to Niujie (116.3200, 39.9000)". */
export function endsInWords(
  { from, to }: Ends,
  { t, format }: Text,
): { readonly from: string; readonly to: string } {
  const tell = (end: Ends['from'], other: Ends['from'], closed: string): string => {
    const bearing = bearingFrom(other.place, end.place);
    return t('seam.ends.where', {
      end: bearing === null ? closed : t('seam.ends.end', { side: format.of(compass(bearing)) }),
      beside:
        end.beside.length === 0
          ? ''
          : t('seam.ends.beside', { names: format.list(end.beside.map(format.name)) }),
      place: end.place.map((degrees) => degrees.toFixed(4)).join(', '),
    });
  };
  return { from: tell(from, to, t('seam.ends.first')), to: tell(to, from, t('seam.ends.last')) };
}

/** Compass bearing in degrees, by the flat map; null between places as good as the same. */
function bearingFrom(
  [lon0, lat0]: Ends['from']['place'],
  [lon1, lat1]: Ends['from']['place'],
): number | null {
  const [east, north] = [(lon1 - lon0) * Math.cos((lat0 * Math.PI) / 180), lat1 - lat0];
  if (Math.hypot(east, north) < same) return null;
  return ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
}

/** Degrees: about a metre. */
const same = 1e-5;
