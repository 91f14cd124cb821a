import { useText } from '../text/text.ts';
import { LegendSign } from './marks.tsx';
import type { Picture } from './picture.ts';

/** What the signs on the map mean; only those that are on it. */
export function Legend({ picture }: { readonly picture: Picture }) {
  const { t } = useText();
  const kinds = new Set(picture.defects?.features.map(({ properties }) => properties.kind));
  const moved = picture.changes?.shapes.features ?? [];
  const has = (...wanted: readonly string[]) => wanted.some((kind) => kinds.has(kind as never));
  const signs = [
    has('gap', 'overlap') && (['hatch', 'admin.legend.land'] as const),
    has('faulty-ring') && (['cross', 'admin.legend.ring'] as const),
    has('duplicate-code', 'missing-code', 'orphan', 'outside-parent') &&
      (['dots', 'admin.legend.feature'] as const),
    picture.warnings.some((kind) => has(kind)) && (['triangle', 'admin.legend.warning'] as const),
    moved.some(({ properties }) => properties.to !== null) && (['hatch', 'admin.legend.change'] as const),
    moved.some(({ properties }) => properties.to === null) && (['hatch', 'admin.legend.nobody'] as const),
    picture.draft !== null && (['dashed', 'admin.legend.inForce'] as const),
    picture.box !== null && (['dashed', 'admin.legend.box'] as const),
  ].filter((sign) => sign !== false);
  if (signs.length === 0) return null;
  return (
    <ul className="map-float admin-legend" aria-label={t('admin.legend.label')}>
      {signs.map(([sign, words]) => (
        <li key={words} className={legendClass(words)}>
          <LegendSign sign={sign} />
          {t(words)}
        </li>
      ))}
    </ul>
  );
}

const legendClass = (words: string): string =>
  words === 'admin.legend.change' ? 'legend-change' : words === 'admin.legend.nobody' ? 'legend-nobody' : '';
