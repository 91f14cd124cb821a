import { useText } from '../text/text.ts';
import { LegendSign } from './marks.tsx';
import type { Picture } from './picture.ts';

/** What the signs on the map mean; only those that are on it. */
export function Legend({ picture }: { readonly picture: Picture }) {
  const { t } = useText();
  const kinds = new Set(picture.defects?.features.map(({ properties }) => properties.kind));
  const has = (...wanted: readonly string[]) => wanted.some((kind) => kinds.has(kind as never));
  const signs = [
    has('gap', 'overlap') && (['hatch', 'admin.legend.land'] as const),
    has('faulty-ring') && (['cross', 'admin.legend.ring'] as const),
    has('duplicate-code', 'missing-code', 'orphan', 'outside-parent') &&
      (['dots', 'admin.legend.feature'] as const),
    picture.warnings.some((kind) => has(kind)) && (['triangle', 'admin.legend.warning'] as const),
    (picture.changes?.shapes.features.length ?? 0) > 0 && (['hatch', 'admin.legend.change'] as const),
    picture.draft !== null && (['dashed', 'admin.legend.inForce'] as const),
    picture.box !== null && (['dashed', 'admin.legend.box'] as const),
  ].filter((sign) => sign !== false);
  if (signs.length === 0) return null;
  return (
    <ul className="admin-float admin-legend" aria-label={t('admin.legend.label')}>
      {signs.map(([sign, words]) => (
        <li key={words} className={words === 'admin.legend.change' ? 'legend-change' : ''}>
          <LegendSign sign={sign} />
          {t(words)}
        </li>
      ))}
    </ul>
  );
}
