import { Table } from 'antd';
import { useText } from '../text/text.ts';
import { bodyKinds } from './bodies-tab.tsx';
import type { TabProps } from './duties.tsx';
import { Exchange } from './exchange.tsx';
import { useTableRows } from './queries.ts';
import { Loaded, TabLayout } from './tab-parts.tsx';

const callers = ['community', 'subdistrict', 'alliance', 'services', 'project'] as const;

/** Who may call whom: callers down, kinds of body across. */
export function CallersTab({ may }: TabProps) {
  const { t } = useText();
  const rows = useTableRows('callers');
  return (
    <TabLayout
      intro={t('duty.intro.callers')}
      actions={
        <Exchange
          part="callers"
          download="/api/duties/callers.csv"
          upload="/api/duties/callers"
          mayLoad={may('duty.load')}
        />
      }
    >
      <Loaded query={rows}>
        {(data) => {
          const allowed = new Set(
            data.rows.filter((row) => row.allowed === '1').map((row) => `${row.caller} ${row.bodyKind}`),
          );
          return (
            <Table
              size="middle"
              className="duty-matrix"
              pagination={false}
              rowKey="caller"
              dataSource={callers.map((caller) => ({ caller }))}
              columns={[
                {
                  title: t('duty.column.caller'),
                  width: 220,
                  render: (_, { caller }) => t(`duty.caller.${caller}`),
                },
                ...bodyKinds.map((kind) => ({
                  title: t(`duty.bodyKind.${kind}`),
                  key: kind,
                  align: 'center' as const,
                  render: (_: unknown, { caller }: { readonly caller: string }) =>
                    allowed.has(`${caller} ${kind}`) ? (
                      <span className="duty-yes">{t('duty.may')}</span>
                    ) : (
                      <span className="duty-quiet">{t('duty.mayNot')}</span>
                    ),
                })),
              ]}
            />
          );
        }}
      </Loaded>
    </TabLayout>
  );
}
