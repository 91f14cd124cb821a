import { useText } from '../text/text.ts';
import type { DrawnBins as Bins } from './columns-protocol.ts';
import { changeOf } from './trend.tsx';

/** Bars drawn; the rest are one. */
const most = 8;

/** The categories of what is chosen, most first, and how each has changed. A press narrows the desk to one. */
export function CategoryBars(props: {
  readonly bins: Bins;
  readonly chosen: string | undefined;
  readonly onChoose: (code: string | undefined) => void;
}) {
  const { t, format } = useText();
  const { bins, chosen } = props;
  const rows = bins.categories
    .map((category, index) => ({
      ...category,
      count: bins.byCategory[index] ?? 0,
      before: bins.earlier?.byCategory[index] ?? 0,
    }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  const rest = rows.slice(most);
  const widest = Math.max(1, ...rows.map(({ count }) => count));
  const compared = bins.earlier?.complete === true;
  return (
    <section className="plan-part">
      <header>
        <h2>{t('plan.category')}</h2>
        <span>{t(compared ? 'plan.countAndChange' : 'plan.countOnly')}</span>
      </header>
      <ul className="plan-categories">
        {rows.slice(0, most).map(({ code, count, before, ...names }) => (
          <li key={code}>
            <button
              type="button"
              aria-pressed={chosen === code}
              data-testid={`plan-category-${code}`}
              onClick={() => props.onChoose(chosen === code ? undefined : code)}
            >
              <span>{format.name(names)}</span>
              <i>
                <b style={{ width: `${(count / widest) * 100}%` }} />
              </i>
              <em>{format.number(count)}</em>
              <em>{compared ? changeOf(count, before) : ''}</em>
            </button>
          </li>
        ))}
        {rest.length > 0 && (
          <li className="rest">
            {t('plan.otherCategories', {
              categories: rest.length,
              count: format.number(rest.reduce((sum, { count }) => sum + count, 0)),
            })}
          </li>
        )}
      </ul>
    </section>
  );
}
