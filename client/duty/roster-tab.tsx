import { Button, Input, Modal, Table } from 'antd';
import { useState } from 'react';
import type { Roster, RosterGaps } from '../api.ts';
import { useText } from '../text/text.ts';
import { RefusalLine } from '../ui/notes.tsx';
import { AreaSelect } from './area-select.tsx';
import type { TabProps } from './duties.tsx';
import { Exchange } from './exchange.tsx';
import { useGaps, useHandover, useRoster } from './queries.ts';
import { Loaded, TabLayout } from './tab-parts.tsx';

type Shift = Roster['shifts'][number];

/** Who is on duty now, and the posts that nobody keeps where a whistle is open. */
export function RosterTab({ search, change, may }: TabProps) {
  const { t, format } = useText();
  const roster = useRoster(search.area);
  const gaps = useGaps();
  const [handing, setHanding] = useState<Shift | null>(null);
  return (
    <TabLayout
      intro={t('duty.intro.roster')}
      filters={
        <AreaSelect value={search.area} label={t('duty.roster.area')} onChange={(area) => change({ area })} />
      }
      actions={
        may('roster.keep') && (
          <Exchange
            part="roster"
            download="/api/roster/table.csv"
            upload="/api/roster/table"
            mayLoad
            versions={false}
          />
        )
      }
    >
      <div className="duty-roster">
        <section aria-label={t('duty.roster.gaps')}>
          <h2>{t('duty.roster.gaps')}</h2>
          <Loaded query={gaps}>
            {(data) => <Gaps areas={data.areas} onArea={(area) => change({ area })} />}
          </Loaded>
        </section>
        <section aria-label={t('duty.roster.now')}>
          <h2>{t('duty.roster.now')}</h2>
          <Loaded query={roster}>
            {(data) => (
              <Table<Shift>
                size="small"
                rowKey="id"
                dataSource={data.shifts}
                locale={{ emptyText: t('duty.roster.nobody') }}
                pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
                columns={[
                  {
                    title: t('duty.column.name'),
                    render: (_, shift) => format.name({ name: shift.bodyName, nameEn: shift.bodyNameEn }),
                  },
                  { title: t('duty.column.area'), width: 160, render: (_, shift) => format.name(shift.area) },
                  { title: t('duty.column.person'), dataIndex: 'person', width: 104 },
                  {
                    title: t('duty.column.phone'),
                    width: 144,
                    render: (_, shift) =>
                      shift.phone ?? <span className="duty-quiet">{t('duty.hidden')}</span>,
                  },
                  {
                    title: t('duty.column.shift'),
                    width: 272,
                    render: (_, shift) => `${format.dateTime(shift.from)} – ${format.dateTime(shift.to)}`,
                  },
                  {
                    title: t('duty.column.handover'),
                    width: 200,
                    render: (_, shift) => {
                      if (shift.handover !== null) return shift.handover.note;
                      return (
                        shift.mayKeep && (
                          <Button size="small" onClick={() => setHanding(shift)}>
                            {t('duty.roster.handOver')}
                          </Button>
                        )
                      );
                    },
                  },
                ]}
              />
            )}
          </Loaded>
        </section>
      </div>
      {handing !== null && <Handover shift={handing} onDone={() => setHanding(null)} />}
    </TabLayout>
  );
}

function Gaps({
  areas,
  onArea,
}: {
  readonly areas: RosterGaps['areas'];
  readonly onArea: (code: string) => void;
}) {
  const { t, format } = useText();
  const empty = areas.filter(({ gaps }) => gaps.length > 0);
  if (areas.length === 0) return <p className="duty-empty">{t('duty.roster.noWhistles')}</p>;
  if (empty.length === 0)
    return <p className="duty-empty">{t('duty.roster.full', { count: areas.length })}</p>;
  return (
    <ul className="duty-gaps" data-testid="gaps">
      {empty.map((area) => (
        <li key={area.code}>
          <button type="button" className="duty-gaps-area" onClick={() => onArea(area.code)}>
            {format.name(area)}
          </button>
          <small>
            {t('duty.roster.whistles', { numbers: area.whistles.map(({ number }) => number).join('　') })}
          </small>
          <ul className="duty-chips">
            {area.gaps.map((gap) => (
              <li key={gap.bodyCode} className="duty-gap">
                {format.name({ name: gap.bodyName, nameEn: gap.bodyNameEn })}
                <small>
                  {format.facts([
                    t(`posting.${gap.posting}`),
                    gap.emptySince === null
                      ? t('duty.roster.never')
                      : t('duty.roster.since', { at: format.dateTime(gap.emptySince) }),
                  ])}
                </small>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function Handover({ shift, onDone }: { readonly shift: Shift; readonly onDone: () => void }) {
  const { t, format } = useText();
  const handover = useHandover();
  const [note, setNote] = useState('');
  return (
    <Modal
      open
      title={t('duty.roster.handOverOf', {
        body: format.name({ name: shift.bodyName, nameEn: shift.bodyNameEn }),
      })}
      okText={t('duty.roster.handOver')}
      cancelText={t('duty.cancel')}
      okButtonProps={{ disabled: note.trim() === '', loading: handover.isPending }}
      onCancel={onDone}
      onOk={() => handover.mutate({ id: shift.id, note }, { onSuccess: onDone })}
    >
      <Input.TextArea
        rows={4}
        value={note}
        maxLength={1000}
        placeholder={t('duty.roster.note')}
        aria-label={t('duty.roster.note')}
        onChange={({ target }) => setNote(target.value)}
      />
      <RefusalLine error={handover.error} />
    </Modal>
  );
}
