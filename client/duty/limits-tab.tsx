import { useText } from '../text/text.ts';
import type { TabProps } from './duties.tsx';
import { TableTab } from './table-tab.tsx';

/** Figures that the steps of a case go by: how near is on site, how long a reminder holds. */
export function LimitsTab({ may }: TabProps) {
  const { t, format } = useText();
  return (
    <TableTab
      part="limits"
      mayLoad={may('duty.load')}
      keyOf={({ name }) => name ?? ''}
      columns={() => [
        {
          title: t('duty.column.limit'),
          width: 240,
          render: (_, row) => t(`duty.limit.${row.name}.name`),
        },
        {
          title: t('duty.column.value'),
          align: 'right',
          width: 140,
          render: (_, row) => t(`duty.limit.${row.name}.value`, { value: format.number(Number(row.value)) }),
        },
        {
          title: t('duty.column.meaning'),
          className: 'duty-quiet',
          render: (_, row) => t(`duty.limit.${row.name}.meaning`),
        },
      ]}
    />
  );
}
