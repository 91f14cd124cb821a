import type { WhistleKind } from '../../geodata/jurisdiction/verdict.ts';
import { useText } from '../text/text.ts';
import { KindMark } from '../ui/kind-mark.tsx';
import type { TabProps } from './duties.tsx';
import { TableTab } from './table-tab.tsx';

/** How long each step may take, by kind of whistle and problem. */
export function ClocksTab({ may }: TabProps) {
  const { t, format } = useText();
  return (
    <TableTab
      part="clocks"
      mayLoad={may('duty.load')}
      keyOf={(row) => `${row.step} ${row.kind} ${row.category}`}
      columns={(rows) => [
        {
          title: t('duty.column.step'),
          width: 160,
          onCell: (row, index) => ({
            rowSpan:
              index !== undefined && rows[index - 1]?.step === row.step
                ? 0
                : rows.filter(({ step }) => step === row.step).length,
          }),
          render: (_, row) => t(`duty.clock.${row.step}`),
        },
        {
          title: t('duty.column.kind'),
          width: 200,
          render: (_, row) =>
            row.kind ? (
              <span className="duty-kind">
                <KindMark kind={row.kind as WhistleKind} size={13} />
                {t(`kind.${row.kind}`)}
              </span>
            ) : (
              t('duty.anyKind')
            ),
        },
        {
          title: t('duty.column.problem'),
          width: 140,
          render: (_, row) => row.category || t('duty.anyProblem'),
        },
        {
          title: t('duty.column.time'),
          align: 'right',
          width: 140,
          render: (_, row) => format.span(Number(row.minutes) * 60),
        },
        {},
      ]}
    />
  );
}
