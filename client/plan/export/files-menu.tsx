import { Dropdown } from 'antd';
import { useText } from '../../text/text.ts';
import { type PlanSearch, queryOf } from '../url.ts';
import './export.css';

/** Where the files of a tab are: a table, and shapes with the same figures. */
const filesOf = {
  hexagons: { csv: 'hexagons.csv', geojson: 'hexagons.geojson' },
  streets: { csv: 'streets/table.csv', geojson: 'streets/lines.geojson' },
  recurring: { csv: 'recurring/table.csv', geojson: 'recurring/places.geojson' },
} as const;

/** Takes away what a tab lists, as a table or as shapes: always only what the reader may see. */
export function FilesMenu({
  search,
  of,
}: {
  readonly search: PlanSearch;
  readonly of: keyof typeof filesOf;
}) {
  const { t } = useText();
  const { selected: _selected, ...filter } = search;
  const query = queryOf(filter);
  // Hexagons are no level of the server's areas.
  if (of === 'hexagons') query.delete('level');
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: (['csv', 'geojson'] as const).map((kind) => ({
          key: kind,
          label: (
            <a href={`/api/plan/${filesOf[of][kind]}?${query}`} data-testid={`plan-export-${kind}`}>
              {t(`plan.export.${kind}`)}
            </a>
          ),
        })),
      }}
    >
      <button type="button" className="plan-export" data-testid="plan-export">
        {t('plan.export.button')}
      </button>
    </Dropdown>
  );
}
