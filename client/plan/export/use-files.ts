import { addDays } from '../../../geodata/analysis/calendar.ts';
import type { Heat } from '../../api.ts';
import { requestFile } from '../../rest.ts';
import { useCity } from '../../text/city.ts';
import { useText } from '../../text/text.ts';
import { type Theme, token } from '../../ui/palette.ts';
import { useTheme } from '../../ui/theme.ts';
import { useCategories, usePlaces } from '../queries.ts';
import { shownLegend, shownMap } from '../shown.ts';
import type { PlanSearch } from '../url.ts';
import { mapCanvas, pictureOf, scaleLength } from './picture.ts';

export interface MadeFile {
  readonly content: Blob;
  readonly name: string;
}

/** Makes the PNG of the map that stands on the desk, with what it means written around it. */
export function usePicture(search: PlanSearch, heat: Heat): () => Promise<MadeFile> {
  const { t, format } = useText();
  const [theme] = useTheme();
  const city = useCity();
  const filters = useFilterWords(search);
  const legendIn = useLegendWords();
  return async () => {
    const map = shownMap();
    if (map === null) throw new Error('no map stands on the desk');
    const metres = scaleLength(map);
    const legend = legendIn(theme);
    const content = await pictureOf(
      map,
      {
        title: shownLegend()?.title ?? t('screens.plan'),
        lines: [
          format.facts([
            t('plan.span', { from: heat.from, to: addDays(heat.to, -1) }),
            t('plan.incidents', { count: heat.total }),
          ]),
          ...(filters === '' ? [] : [filters]),
        ],
        legend: legend && {
          title: legend.title,
          classes: legend.classes.map((one) => ({ ...one, count: format.number(one.count) })),
        },
        foot: format.facts([
          t('plan.export.edition', { edition: heat.edition }),
          city.schematic && t('map.schematic'),
          format.fullDate(Date.now()),
        ]),
        scale: { metres, label: format.length(metres) },
      },
      theme,
    );
    return { content, name: `heat-${heat.from}-${heat.to}.png` };
  };
}

/** Asks the server for the report, with the map as it stands. Paper is white: its legend has the colours of the map's theme. */
export function useReport(search: PlanSearch, heat: Heat): () => Promise<MadeFile> {
  const [theme] = useTheme();
  const legendIn = useLegendWords();
  return async () => {
    const map = shownMap();
    const canvas = map && (await mapCanvas(map));
    const { tab: _tab, selected: _selected, ...filter } = search;
    const content = await requestFile('/api/plan/report', {
      filter,
      map: canvas?.toDataURL('image/png').replace(/^[^,]*,/, ''),
      legend: legendIn(theme),
    });
    return { content, name: `heat-${heat.from}-${heat.to}.pdf` };
  };
}

/** The legend on the desk in words; null where none stands. */
function useLegendWords() {
  const { format } = useText();
  return (theme: Theme) => {
    const shown = shownLegend();
    if (shown === null) return null;
    return {
      title: format.facts([shown.title, shown.unit]),
      classes: shown.entries.map(({ range, count, colour }) => ({
        bounds: range,
        count: Math.round(count),
        colour: token(theme, colour),
      })),
    };
  };
}

/** What was chosen, in words; empty where nothing was. */
function useFilterWords(search: PlanSearch): string {
  const { t, format } = useText();
  const districts = usePlaces('district');
  const subdistricts = usePlaces('subdistrict');
  const categories = useCategories();
  const place = [...(districts.data?.places ?? []), ...(subdistricts.data?.places ?? [])].find(
    ({ code }) => code === search.area,
  );
  const chosen = search.category?.split(',') ?? [];
  const names =
    categories.data?.categories.filter(({ code }) => chosen.includes(code)).map(format.name) ?? [];
  return format.facts([
    place && format.name(place),
    names.length > 0 && format.list(names),
    search.kind && t(`plan.kinds.${search.kind}`),
    search.source && t(`plan.sources.${search.source}`),
    search.outcome && t(`plan.outcomes.${search.outcome}`),
  ]);
}
