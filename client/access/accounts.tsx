import { useNavigate } from '@tanstack/react-router';
import { Button, Input, Select, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { AccountView } from '../api.ts';
import { useText } from '../text/text.ts';
import { AccountDrawer } from './account-drawer.tsx';
import { GrowingTable } from './growing-table.tsx';
import { NewAccount } from './new-account.tsx';
import { AdminPage } from './notes.tsx';
import { useAccounts } from './queries.ts';
import { type AccountsSearch, roleNames } from './url.ts';

/** Everybody who may come in: found, added, changed, closed. */
export function Accounts({ search }: { readonly search: AccountsSearch }) {
  const { t } = useText();
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const change = (changes: Partial<Record<keyof AccountsSearch, string | undefined>>) =>
    void navigate({
      to: '/admin/accounts',
      search: { ...search, ...changes } as AccountsSearch,
      replace: true,
    });
  return (
    <AdminPage
      title={t('access.accounts')}
      permission="account.manage"
      actions={
        <Button type="primary" onClick={() => setAdding(true)} data-testid="add-account">
          {t('access.add')}
        </Button>
      }
    >
      <div className="access-filters">
        <Input.Search
          allowClear
          defaultValue={search.q}
          placeholder={t('access.search')}
          aria-label={t('access.search')}
          onSearch={(q) => change({ q: q || undefined })}
          style={{ width: 280 }}
        />
        <Select
          aria-label={t('access.column.role')}
          value={search.role ?? ''}
          onChange={(role) => change({ role: role || undefined })}
          options={[
            { value: '', label: t('access.anyRole') },
            ...roleNames.map((role) => ({ value: role, label: t(`access.role.${role}`) })),
          ]}
          style={{ width: 150 }}
        />
        <Select
          aria-label={t('access.column.state')}
          value={search.state ?? ''}
          onChange={(state) => change({ state: state || undefined })}
          options={[
            { value: '', label: t('access.anyState') },
            { value: 'open', label: t('access.state.open') },
            { value: 'disabled', label: t('access.state.disabled') },
          ]}
          style={{ width: 170 }}
        />
        <Total search={search} />
      </div>
      <AccountTable search={search} onOpen={(open) => change({ open })} />
      {adding && <NewAccount onClose={() => setAdding(false)} />}
      {search.open !== undefined && (
        <AccountDrawer key={search.open} name={search.open} onClose={() => change({ open: undefined })} />
      )}
    </AdminPage>
  );
}

function Total({ search }: { readonly search: AccountsSearch }) {
  const { t } = useText();
  const total = useAccounts(search).data?.pages[0]?.total;
  return total === undefined ? null : (
    <span className="access-total">{t('access.total', { count: total })}</span>
  );
}

function AccountTable(props: { readonly search: AccountsSearch; readonly onOpen: (name: string) => void }) {
  const { t, format } = useText();
  const list = useAccounts(props.search);
  const columns: TableColumnsType<AccountView> = [
    {
      title: t('access.column.name'),
      dataIndex: 'name',
      render: (name: string) => (
        <Button type="link" size="small" style={{ padding: 0 }} onClick={() => props.onOpen(name)}>
          {name}
        </Button>
      ),
    },
    {
      title: t('access.column.person'),
      render: (_, account) => format.name({ name: account.displayName, nameEn: account.displayNameEn }),
    },
    { title: t('access.column.role'), render: (_, { role }) => t(`access.role.${role}`) },
    {
      title: t('access.column.extent'),
      render: (_, { role, areaCode, bodyCode, extent }) =>
        extent === null
          ? (areaCode ?? bodyCode ?? (role === 'coordinator' ? t('access.wholeCity') : ''))
          : format.facts([format.name(extent), areaCode ?? bodyCode]),
    },
    { title: t('access.column.state'), render: (_, account) => <States account={account} /> },
    {
      title: t('access.column.signedIn'),
      render: (_, { signedInAt }) => (signedInAt ? format.dateTime(signedInAt) : t('access.never')),
    },
    {
      title: t('access.column.sessions'),
      align: 'right',
      render: (_, { sessions }) => (sessions > 0 ? format.number(sessions) : ''),
    },
  ];
  return (
    <GrowingTable
      list={list}
      rowsOf={({ accounts }) => accounts}
      rowKey="name"
      columns={columns}
      width="max-content"
      none={t('access.none')}
    />
  );
}

/** Whether an account is open, and what is particular about it. */
export function States({ account }: { readonly account: AccountView }) {
  const { t } = useText();
  return (
    <>
      <span className={`access-state ${account.disabledAt ? 'off' : ''}`}>
        {t(account.disabledAt ? 'access.state.disabled' : 'access.state.open')}
      </span>
      {account.mustChange && <span className="access-state warn">{t('access.state.temporary')}</span>}
      {account.demo && <span className="access-state">{t('access.state.demo')}</span>}
    </>
  );
}
