import { Table, type TableColumnsType } from 'antd';
import { useText } from '../text/text.ts';
import { Exchange } from './exchange.tsx';
import { type Row, useTableRows } from './queries.ts';
import { Loaded, TabLayout } from './tab-parts.tsx';

/** A table that is shown whole, row by row as it was loaded, and goes out and in as CSV. */
export function TableTab(props: {
  readonly part: 'clocks' | 'limits';
  readonly mayLoad: boolean;
  readonly keyOf: (row: Row) => string;
  readonly columns: (rows: readonly Row[]) => TableColumnsType<Row>;
}) {
  const { t } = useText();
  const { part } = props;
  const rows = useTableRows(part);
  return (
    <TabLayout
      intro={t(`duty.intro.${part}`)}
      actions={
        <Exchange
          part={part}
          download={`/api/duties/${part}.csv`}
          upload={`/api/duties/${part}`}
          mayLoad={props.mayLoad}
        />
      }
    >
      <Loaded query={rows}>
        {(data) => (
          <Table<Row>
            size="small"
            className="duty-clocks"
            pagination={false}
            rowKey={props.keyOf}
            dataSource={[...data.rows]}
            columns={props.columns(data.rows)}
          />
        )}
      </Loaded>
    </TabLayout>
  );
}
