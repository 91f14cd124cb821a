import { Table } from 'antd';
import { useText } from '../text/text.ts';
import type { TabProps } from './duties.tsx';
import { Exchange } from './exchange.tsx';
import { type Row, useTableRows } from './queries.ts';
import { Loaded, TabLayout } from './tab-parts.tsx';

/** Figures that the steps of a case go by: how near is on site, how long a reminder holds. */
export function LimitsTab({ may }: TabProps) {
  const { t, format } = useText();
  const rows = useTableRows('limits');
  return (
    <TabLayout
      intro={t('duty.intro.limits')}
      actions={
        <Exchange
          part="limits"
          download="/api/duties/limits.csv"
          upload="/api/duties/limits"
          mayLoad={may('duty.load')}
        />
      }
    >
      <Loaded query={rows}>
        {(data) => (
          <Table<Row>
            size="small"
            className="duty-clocks"
            pagination={false}
            rowKey="name"
            dataSource={[...data.rows]}
            columns={[
              {
                title: t('duty.column.limit'),
                width: 240,
                render: (_, row) => t(`duty.limit.${row.name}.name`),
              },
              {
                title: t('duty.column.value'),
                align: 'right',
                width: 140,
                render: (_, row) =>
                  t(`duty.limit.${row.name}.value`, { value: format.number(Number(row.value)) }),
              },
              {
                title: t('duty.column.meaning'),
                className: 'duty-quiet',
                render: (_, row) => t(`duty.limit.${row.name}.meaning`),
              },
            ]}
          />
        )}
      </Loaded>
    </TabLayout>
  );
}
