import { Select } from 'antd';
import { memo } from 'react';
import { useText } from '../text/text.ts';
import { useCategories, usePlaces } from './queries.ts';
import type { TabProps } from './tabs.ts';
import { comparisons, kinds, levels, measures, outcomes, sources, type TabId } from './url.ts';

/**
 * The filters at the right of the tabs: each says what it is for, and all there is where nothing is chosen. They stand still
 * while the time is dragged.
 */
export const Filters = memo(function Filters({
  search,
  change,
  tab,
}: Pick<TabProps, 'search' | 'change'> & { readonly tab: TabId }) {
  const { t } = useText();
  return (
    <div className="plan-filters">
      <AreaFilter search={search} change={change} />
      <CategoryFilter search={search} change={change} />
      {(
        [
          ['kind', kinds],
          ['source', sources],
          ['outcome', outcomes],
        ] as const
      ).map(([name, values]) => (
        <Select<string>
          key={name}
          prefix={t(`plan.${name}`)}
          value={search[name] ?? ''}
          aria-label={t(`plan.${name}`)}
          data-testid={`plan-${name}`}
          popupMatchSelectWidth={false}
          options={[
            { value: '', label: t('plan.all') },
            ...values.map((value) => ({ value, label: t(`plan.${name}s.${value}`) })),
          ]}
          onChange={(value) => change({ [name]: value === '' ? undefined : value })}
        />
      ))}
      {tab === 'heat' && (
        <>
          <Select
            prefix={t('plan.level')}
            value={search.level ?? 'subdistrict'}
            aria-label={t('plan.level')}
            data-testid="plan-level"
            popupMatchSelectWidth={false}
            options={levels.map((value) => ({ value, label: t(`plan.levels.${value}`) }))}
            onChange={(level) =>
              change({
                level: level === 'subdistrict' ? undefined : level,
                selected: undefined,
                ...(level === 'hexagon' && search.measure !== 'perKm2' && { measure: undefined }),
              })
            }
          />
          <Select
            prefix={t('plan.measure')}
            value={search.measure ?? 'count'}
            aria-label={t('plan.measure')}
            data-testid="plan-measure"
            popupMatchSelectWidth={false}
            options={measures
              .filter((one) => search.level !== 'hexagon' || one === 'count' || one === 'perKm2')
              .map((value) => ({ value, label: t(`plan.measures.${value}`) }))}
            onChange={(measure) => change({ measure: measure === 'count' ? undefined : measure })}
          />
          <Select<string>
            prefix={t('plan.compare')}
            value={search.compare ?? ''}
            aria-label={t('plan.compare')}
            data-testid="plan-compare"
            popupMatchSelectWidth={false}
            options={[
              { value: '', label: t('plan.compareNone') },
              ...comparisons.map((value) => ({ value, label: t(`plan.comparisons.${value}`) })),
            ]}
            onChange={(value) => change({ compare: comparisons.find((one) => one === value) })}
          />
        </>
      )}
    </div>
  );
});

function AreaFilter({ search, change }: Pick<TabProps, 'search' | 'change'>) {
  const { t, format } = useText();
  const { data: districts } = usePlaces('district');
  const { data: subdistricts } = usePlaces('subdistrict');
  const all = [...(districts?.places ?? []), ...(subdistricts?.places ?? [])].sort((a, b) =>
    a.code < b.code ? -1 : 1,
  );
  return (
    <Select<string>
      prefix={t('plan.area')}
      value={search.area ?? ''}
      aria-label={t('plan.area')}
      data-testid="plan-area"
      showSearch={{ optionFilterProp: 'title' }}
      popupMatchSelectWidth={260}
      options={[
        { value: '', label: t('plan.allAreas'), title: t('plan.allAreas') },
        ...all.map((place) => ({
          value: place.code,
          label: place.above.length === 0 ? format.name(place) : `　${format.name(place)}`,
          title: `${place.name} ${place.nameEn} ${place.code}`,
        })),
      ]}
      onChange={(value) => change({ area: value === '' ? undefined : value, selected: undefined })}
    />
  );
}

function CategoryFilter({ search, change }: Pick<TabProps, 'search' | 'change'>) {
  const { t, format } = useText();
  const { data } = useCategories();
  const categories = data?.categories ?? [];
  const chosen = search.category?.split(',') ?? [];
  return (
    <Select<string[]>
      mode="multiple"
      prefix={t('plan.category')}
      value={chosen}
      aria-label={t('plan.category')}
      data-testid="plan-category"
      placeholder={t('plan.allCategories', { count: categories.length })}
      maxTagCount={0}
      maxTagPlaceholder={t('plan.someCategories', { count: chosen.length })}
      popupMatchSelectWidth={260}
      showSearch={{ optionFilterProp: 'label' }}
      options={categories.map((category) => ({ value: category.code, label: format.name(category) }))}
      onChange={(codes) => change({ category: codes.length === 0 ? undefined : codes.join(',') })}
    />
  );
}
