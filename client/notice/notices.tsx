import { useNavigate } from '@tanstack/react-router';
import { Button, Segmented, Table } from 'antd';
import { useState } from 'react';
import type { DeliveryView, EndpointView } from '../api.ts';
import { useText } from '../text/text.ts';
import { ErrorNote, Forbidden, Refusal, Rows } from '../ui/notes.tsx';
import { useSession } from '../ui/session.ts';
import { EndpointDialog, SecretDialog } from './endpoint-dialog.tsx';
import {
  useDeliveries,
  useDesk,
  useRemoveEndpoint,
  useRenewSecret,
  useRequeue,
  useTrial,
} from './queries.ts';
import type { NoticesSearch } from './url.ts';
import './notice.css';

/** Other systems that are told, what was carried to whom, and what was given up. */
export function NoticeDeskPage({ search }: { readonly search: NoticesSearch }) {
  const { data: session } = useSession();
  if (session !== undefined && !session?.account?.permissions.includes('notice.configure'))
    return <Forbidden />;
  return (
    <main className="notice-desk" data-testid="notice-desk">
      <Endpoints />
      <Deliveries search={search} />
    </main>
  );
}

function Endpoints() {
  const { t, format } = useText();
  const desk = useDesk();
  const trial = useTrial();
  const renew = useRenewSecret();
  const remove = useRemoveEndpoint();
  const [edited, setEdited] = useState<EndpointView | 'new' | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const [removing, setRemoving] = useState<string | null>(null);
  if (desk.error !== null && desk.data === undefined)
    return <ErrorNote error={desk.error} onRetry={() => void desk.refetch()} />;
  if (desk.data === undefined) return <Rows />;
  const { channels, endpoints, steps } = desk.data;
  return (
    <section aria-labelledby="notice-endpoints">
      <header>
        <h1 id="notice-endpoints">{t('notice.desk.endpoints')}</h1>
        <Button
          type="primary"
          autoInsertSpace={false}
          data-testid="endpoint-new"
          onClick={() => setEdited('new')}
        >
          {t('notice.desk.add')}
        </Button>
      </header>
      <dl className="notice-channels">
        <dt>{t('notice.channel.app')}</dt>
        <dd>{t('notice.desk.appOn')}</dd>
        <dt>{t('notice.channel.webhook')}</dt>
        <dd>{t('notice.desk.webhookOn', { count: endpoints.filter(({ active }) => active).length })}</dd>
        <dt>{t('notice.channel.email')}</dt>
        <dd>{t(channels.mail ? 'notice.desk.mailOn' : 'notice.desk.mailOff')}</dd>
      </dl>
      <Refusal error={trial.error ?? renew.error ?? remove.error} />
      <Table<EndpointView>
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={endpoints}
        locale={{ emptyText: t('notice.desk.noEndpoints') }}
        columns={[
          {
            title: t('notice.desk.name'),
            dataIndex: 'name',
            render: (name: string, { active }) => (
              <>
                {name}
                {!active && <span className="notice-tag">{t('notice.desk.paused')}</span>}
              </>
            ),
          },
          { title: t('notice.desk.url'), dataIndex: 'url', className: 'notice-url' },
          {
            title: t('notice.desk.steps'),
            render: (_, row) =>
              t(row.steps.length ? 'notice.desk.someSteps' : 'notice.desk.allSteps', {
                count: row.steps.length,
              }),
          },
          {
            title: t('notice.desk.last'),
            render: (_, row) => (row.lastSentAt === null ? '—' : format.dateTime(row.lastSentAt)),
          },
          { title: t('notice.state.waiting'), dataIndex: 'waiting', align: 'right' },
          {
            title: t('notice.state.dead'),
            align: 'right',
            render: (_, { dead }) => <span className={dead > 0 ? 'notice-dead' : ''}>{dead}</span>,
          },
          {
            title: t('notice.desk.actions'),
            render: (_, row) => (
              <div className="notice-actions">
                <Button
                  size="small"
                  autoInsertSpace={false}
                  data-testid={`trial-${row.id}`}
                  onClick={() => trial.mutate(row.id)}
                >
                  {t('notice.desk.trial')}
                </Button>
                <Button size="small" autoInsertSpace={false} onClick={() => setEdited(row)}>
                  {t('notice.desk.edit')}
                </Button>
                <Button
                  size="small"
                  autoInsertSpace={false}
                  onClick={() => renew.mutate(row.id, { onSuccess: (made) => setSecret(made.secret) })}
                >
                  {t('notice.desk.renew')}
                </Button>
                <Button
                  size="small"
                  danger={removing === row.id}
                  autoInsertSpace={false}
                  onBlur={() => setRemoving(null)}
                  onClick={() => (removing === row.id ? remove.mutate(row.id) : setRemoving(row.id))}
                >
                  {t(removing === row.id ? 'notice.desk.removeSure' : 'notice.desk.remove')}
                </Button>
              </div>
            ),
          },
        ]}
      />
      {edited !== null && (
        <EndpointDialog
          endpoint={edited === 'new' ? null : edited}
          steps={steps}
          onClose={() => setEdited(null)}
          onSecret={setSecret}
        />
      )}
      {secret !== null && <SecretDialog secret={secret} onClose={() => setSecret(null)} />}
    </section>
  );
}

const shown = ['all', 'waiting', 'sent', 'dead'] as const;

function Deliveries({ search }: { readonly search: NoticesSearch }) {
  const { t, format } = useText();
  const navigate = useNavigate();
  const desk = useDesk();
  const deliveries = useDeliveries(search);
  const requeue = useRequeue();
  const rows = deliveries.data?.pages.flatMap((page) => page.deliveries) ?? [];
  const counts = desk.data?.counts;
  const said = (step: string) => t(`notice.step.${step}`, { defaultValue: step });
  return (
    <section aria-labelledby="notice-deliveries">
      <header>
        <h1 id="notice-deliveries">{t('notice.desk.deliveries')}</h1>
        <Segmented
          value={search.state ?? 'all'}
          options={shown.map((value) => ({
            value,
            label:
              value === 'all' || counts === undefined
                ? t(`notice.state.${value}`)
                : `${t(`notice.state.${value}`)} ${format.number(counts[value])}`,
          }))}
          onChange={(value) =>
            void navigate({
              to: '/admin/notices',
              search: (value === 'all' ? {} : { state: value }) as never,
              replace: true,
            })
          }
        />
        <Button
          autoInsertSpace={false}
          disabled={!counts?.dead}
          loading={requeue.isPending}
          data-testid="requeue-all"
          onClick={() => requeue.mutate(null)}
        >
          {t('notice.desk.requeueAll', { count: counts?.dead ?? 0 })}
        </Button>
      </header>
      <Refusal error={requeue.error} />
      {deliveries.error !== null && deliveries.data === undefined ? (
        <ErrorNote error={deliveries.error} onRetry={() => void deliveries.refetch()} />
      ) : deliveries.data === undefined ? (
        <Rows />
      ) : (
        <Table<DeliveryView>
          size="small"
          rowKey="id"
          pagination={false}
          dataSource={rows}
          locale={{ emptyText: t('notice.desk.noDeliveries') }}
          columns={[
            { title: t('notice.desk.time'), render: (_, row) => format.dateTime(row.createdAt) },
            { title: t('notice.desk.what'), render: (_, row) => said(row.step) },
            { title: t('notice.desk.channel'), render: (_, row) => t(`notice.channel.${row.channel}`) },
            { title: t('notice.desk.to'), dataIndex: 'recipient' },
            {
              title: t('notice.desk.state'),
              render: (_, row) => (
                <span className={`notice-state notice-${row.state}`}>{t(`notice.state.${row.state}`)}</span>
              ),
            },
            { title: t('notice.desk.attempts'), dataIndex: 'attempts', align: 'right' },
            {
              title: t('notice.desk.outcome'),
              render: (_, row) =>
                format.facts([
                  row.lastError,
                  row.nextAt !== null &&
                    row.attempts > 0 &&
                    t('notice.desk.next', { time: format.timeOfDay(row.nextAt) }),
                  row.state === 'sent' && row.settledAt !== null && format.timeOfDay(row.settledAt),
                ]),
            },
            {
              title: '',
              render: (_, row) =>
                row.state === 'dead' && (
                  <Button size="small" autoInsertSpace={false} onClick={() => requeue.mutate([row.id])}>
                    {t('notice.desk.requeue')}
                  </Button>
                ),
            },
          ]}
        />
      )}
      {deliveries.hasNextPage && (
        <Button
          autoInsertSpace={false}
          loading={deliveries.isFetchingNextPage}
          onClick={() => void deliveries.fetchNextPage()}
        >
          {t('notice.more')}
        </Button>
      )}
    </section>
  );
}
