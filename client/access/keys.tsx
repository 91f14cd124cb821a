import { Button, Drawer, Input, Popconfirm, Select, Table, type TableColumnsType } from 'antd';
import { type FormEvent, useState } from 'react';
import type { KeyList } from '../api.ts';
import { useText } from '../text/text.ts';
import { ErrorNote, RefusalLine } from '../ui/notes.tsx';
import { serverNow } from '../ui/now.ts';
import { AdminPage, Field } from './notes.tsx';
import type { Standing } from './pickers.tsx';
import { useKeys, useNewKey, useRevokeKey } from './queries.ts';
import { Secret } from './secret.tsx';
import { StandingFields } from './standing-fields.tsx';

type Key = KeyList['keys'][number];

/** Keys by which other systems come in. */
export function Keys() {
  const { t, format } = useText();
  const keys = useKeys();
  const revoke = useRevokeKey();
  const [adding, setAdding] = useState(false);
  const columns: TableColumnsType<Key> = [
    { title: t('access.key.name'), dataIndex: 'name' },
    { title: t('access.key.prefix'), render: (_, { prefix }) => <code>{prefix}…</code> },
    {
      title: t('access.column.role'),
      render: (_, { role, areaCode, bodyCode, extent }) =>
        format.facts([
          t(`access.role.${role}`),
          extent === null ? null : format.name(extent),
          areaCode ?? bodyCode ?? (role === 'coordinator' ? t('access.wholeCity') : null),
        ]),
    },
    {
      title: t('access.key.made'),
      render: (_, { createdAt, createdBy }) => format.facts([format.fullDate(createdAt), createdBy]),
    },
    {
      title: t('access.key.used'),
      render: (_, { usedAt }) => (usedAt ? format.dateTime(usedAt) : t('access.never')),
    },
    { title: t('access.key.expires'), render: (_, key) => <Ends of={key} /> },
    {
      title: '',
      align: 'right',
      render: (_, key) =>
        isOver(key) ? null : (
          <Popconfirm
            title={t('access.key.revokeSure', { name: key.name, prefix: key.prefix })}
            onConfirm={() => revoke.mutate(key.id)}
          >
            <Button size="small">{t('access.key.revoke')}</Button>
          </Popconfirm>
        ),
    },
  ];
  return (
    <AdminPage
      title={t('access.keys')}
      permission="key.manage"
      actions={
        <Button type="primary" onClick={() => setAdding(true)} data-testid="add-key">
          {t('access.key.add')}
        </Button>
      }
    >
      <RefusalLine error={revoke.error} />
      {keys.error ? (
        <ErrorNote error={keys.error} onRetry={() => void keys.refetch()} />
      ) : (
        <Table
          size="small"
          rowKey="id"
          columns={columns}
          dataSource={[...(keys.data?.keys ?? [])]}
          loading={keys.isPending}
          pagination={false}
          scroll={{ x: 'max-content' }}
          locale={{ emptyText: keys.isPending ? ' ' : t('access.key.none') }}
        />
      )}
      {adding && <NewKey onClose={() => setAdding(false)} />}
    </AdminPage>
  );
}

function Ends({ of: key }: { readonly of: Key }) {
  const { t, format } = useText();
  if (key.revokedAt)
    return (
      <span className="access-state">
        {t('access.key.revoked', { time: format.fullDate(key.revokedAt) })}
      </span>
    );
  if (!key.expiresAt) return t('access.key.neverEnds');
  const time = format.fullDate(key.expiresAt);
  return isOver(key) ? <span className="access-state">{t('access.key.expired', { time })}</span> : time;
}

const isOver = ({ revokedAt, expiresAt }: Key): boolean =>
  revokedAt !== null || (expiresAt !== null && Date.parse(expiresAt) <= serverNow());

/** Days a key may live; null for ever. */
const expiries = { days30: 30, year: 365, years3: 1095, never: null } as const;
type Expiry = keyof typeof expiries;

function NewKey({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  const create = useNewKey();
  const [name, setName] = useState('');
  const [standing, setStanding] = useState<Standing>({ role: 'planner', areaCode: null, bodyCode: null });
  const [expiry, setExpiry] = useState<Expiry>('year');

  function submit(event: FormEvent) {
    event.preventDefault();
    const days = expiries[expiry];
    const expiresAt = days === null ? null : new Date(serverNow() + days * 86_400_000).toISOString();
    create.mutate({ name, ...standing, expiresAt });
  }

  if (create.data)
    return (
      <Secret
        title={t('access.key.shown')}
        explain={t('access.key.shownNote')}
        secret={create.data.key}
        onClose={onClose}
      />
    );
  return (
    <Drawer open title={t('access.key.add')} size={420} onClose={onClose}>
      <form className="access-form" onSubmit={submit}>
        <Field label={t('access.key.name')}>
          <Input
            value={name}
            onChange={(e) => setName(e.target.value)}
            maxLength={60}
            required
            data-testid="new-key-name"
          />
        </Field>
        <StandingFields value={standing} onChange={setStanding} />
        <Field label={t('access.key.expires')}>
          <Select
            value={expiry}
            onChange={setExpiry}
            options={(Object.keys(expiries) as Expiry[]).map((value) => ({
              value,
              label: t(`access.key.expiry.${value}`),
            }))}
          />
        </Field>
        <RefusalLine error={create.error} />
        <div className="access-buttons">
          <Button type="primary" htmlType="submit" loading={create.isPending} data-testid="create-key">
            {t('access.form.create')}
          </Button>
          <Button onClick={onClose}>{t('access.form.cancel')}</Button>
        </div>
      </form>
    </Drawer>
  );
}
