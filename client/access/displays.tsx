import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Drawer, Input, Popconfirm, Table, type TableColumnsType } from 'antd';
import { type FormEvent, useState } from 'react';
import type { DisplayList } from '../api.ts';
import { retry } from '../edition.ts';
import { request } from '../rest.ts';
import { useText } from '../text/text.ts';
import { ErrorNote, RefusalLine } from '../ui/notes.tsx';
import { AdminPage, Field } from './notes.tsx';
import { PlacePicker } from './pickers.tsx';

type Display = DisplayList['displays'][number];
const listed = ['displays'];

/** The wall displays that are let in: by the code each shows, an administrator pairs them here. */
export function Displays() {
  const { t, format } = useText();
  const queries = useQueryClient();
  const displays = useQuery({
    queryKey: listed,
    queryFn: ({ signal }) => request<DisplayList>('/api/displays', { signal }),
    // A wall that was paired a moment ago comes in by itself.
    refetchInterval: 5_000,
    retry,
  });
  const revoke = useMutation({
    mutationFn: (id: string) => request<DisplayList>(`/api/displays/${id}`, { method: 'DELETE', body: {} }),
    onSuccess: (data) => queries.setQueryData(listed, data),
  });
  const [adding, setAdding] = useState(false);
  const columns: TableColumnsType<Display> = [
    { title: t('access.display.name'), dataIndex: 'name' },
    {
      title: t('access.display.area'),
      render: (_, { areaCode, area }) =>
        areaCode === null ? t('access.display.wholeCity') : area === null ? areaCode : format.name(area),
    },
    {
      title: t('access.display.since'),
      render: (_, { pairedAt, pairedBy }) => format.facts([format.fullDate(pairedAt), pairedBy]),
    },
    {
      title: t('access.display.seen'),
      render: (_, { seenAt, address }) =>
        seenAt ? format.facts([format.dateTime(seenAt), address]) : t('access.never'),
    },
    { title: t('access.display.state'), render: (_, display) => <State of={display} /> },
    {
      title: '',
      align: 'right',
      render: (_, { id, name, revokedAt }) =>
        revokedAt === null && (
          <Popconfirm
            title={t('access.display.revokeSure', { name })}
            onConfirm={() => revoke.mutate(id)}
            okButtonProps={{ id: `revoke-display-${id}` }}
          >
            <Button size="small" data-testid={`revoke-${id}`}>
              {t('access.display.revoke')}
            </Button>
          </Popconfirm>
        ),
    },
  ];
  return (
    <AdminPage
      title={t('access.displays')}
      permission="display.manage"
      actions={
        <Button type="primary" onClick={() => setAdding(true)} data-testid="add-display">
          {t('access.display.add')}
        </Button>
      }
    >
      <RefusalLine error={revoke.error} />
      {displays.error ? (
        <ErrorNote error={displays.error} onRetry={() => void displays.refetch()} />
      ) : (
        <Table
          size="small"
          rowKey="id"
          columns={columns}
          dataSource={[...(displays.data?.displays ?? [])]}
          loading={displays.isPending}
          pagination={false}
          scroll={{ x: 'max-content' }}
          locale={{ emptyText: displays.isPending ? ' ' : t('access.display.none') }}
        />
      )}
      {adding && <NewDisplay onClose={() => setAdding(false)} />}
    </AdminPage>
  );
}

function State({ of: display }: { readonly of: Display }) {
  const { t, format } = useText();
  const { revokedAt, revokedBy, here, seenAt } = display;
  if (revokedAt)
    return (
      <span className="access-state">
        {t('access.display.revoked', { time: format.dateTime(revokedAt), by: revokedBy })}
      </span>
    );
  return t(`access.display.${here ? 'here' : seenAt ? 'away' : 'waiting'}`);
}

function NewDisplay({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  const queries = useQueryClient();
  const pair = useMutation({
    mutationFn: (body: unknown) =>
      request<{ readonly display: Display }>('/api/displays', { method: 'POST', body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: listed }),
  });
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [areaCode, setAreaCode] = useState<string | null>(null);

  function submit(event: FormEvent) {
    event.preventDefault();
    pair.mutate({ code, name, areaCode });
  }

  return (
    <Drawer open title={t('access.display.add')} size={420} onClose={onClose}>
      {pair.data ? (
        <div className="access-form">
          <p role="status" data-testid="display-paired">
            {t('access.display.paired', { name: pair.data.display.name })}
          </p>
          <div className="access-buttons">
            <Button type="primary" onClick={onClose}>
              {t('access.given.done')}
            </Button>
          </div>
        </div>
      ) : (
        <form className="access-form" onSubmit={submit}>
          <p>{t('access.display.addNote', { address: `${location.origin}/wall` })}</p>
          <Field label={t('access.display.code')} note={t('access.display.codeNote')}>
            <Input
              value={code}
              onChange={(e) => setCode(e.target.value.toUpperCase())}
              maxLength={12}
              placeholder="ABCD-EFGH"
              autoComplete="off"
              spellCheck={false}
              required
              data-testid="display-code"
            />
          </Field>
          <Field label={t('access.display.name')} note={t('access.display.nameExample')}>
            <Input
              value={name}
              onChange={(e) => setName(e.target.value)}
              maxLength={60}
              required
              data-testid="display-name"
            />
          </Field>
          <Field label={t('access.display.area')} note={t('access.display.areaNote')}>
            <PlacePicker kind="area" value={areaCode} onChange={setAreaCode} />
          </Field>
          <RefusalLine error={pair.error} />
          <div className="access-buttons">
            <Button type="primary" htmlType="submit" loading={pair.isPending} data-testid="pair-display">
              {t('access.display.pair')}
            </Button>
            <Button onClick={onClose}>{t('access.form.cancel')}</Button>
          </div>
        </form>
      )}
    </Drawer>
  );
}
