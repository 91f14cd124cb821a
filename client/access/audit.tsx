import { useNavigate } from '@tanstack/react-router';
import { Button, Input, Select, type TableColumnsType } from 'antd';
import type { AuditPage } from '../api.ts';
import { useCity } from '../text/city.ts';
import { dayAfter, dayAt, startOfDay } from '../text/day.ts';
import { useText } from '../text/text.ts';
import { DayPicker } from '../ui/day-picker.tsx';
import { RefusalLine } from '../ui/notes.tsx';
import { GrowingTable } from './growing-table.tsx';
import { AdminPage } from './notes.tsx';
import { auditFile, useAudit, useVerification } from './queries.ts';
import { auditText } from './text-audit.ts';
import type { AuditSearch } from './url.ts';

type Row = AuditPage['rows'][number];

const actions = Object.keys(auditText.zh.access.action) as (keyof typeof auditText.zh.access.action)[];
const isNamed = (action: string): action is (typeof actions)[number] =>
  actions.some((name) => name === action);

/** The audit log: who did what that others may have to answer for. */
export function Audit({ search }: { readonly search: AuditSearch }) {
  const { t } = useText();
  const verification = useVerification();
  return (
    <AdminPage
      title={t('access.audit')}
      permission="audit.see"
      actions={
        <>
          <Verdict found={verification.data} />
          <RefusalLine error={verification.error} />
          <Button
            loading={verification.isPending}
            onClick={() => verification.mutate()}
            data-testid="verify-audit"
          >
            {t('access.auditVerify')}
          </Button>
          <Button href={auditFile(search)} download>
            {t('access.auditCsv')}
          </Button>
        </>
      }
    >
      <Filters search={search} />
      <AuditTable search={search} />
    </AdminPage>
  );
}

function Verdict({ found }: { readonly found: ReturnType<typeof useVerification>['data'] }) {
  const { t } = useText();
  if (found === undefined) return null;
  return found.broken === null ? (
    <p className="access-done" role="status" data-testid="audit-verdict">
      {t('access.auditHolds', { count: found.count })}
    </p>
  ) : (
    <p className="refusal-line" role="alert" data-testid="audit-verdict">
      {t('access.auditBroken', { seq: found.broken.seq })}
    </p>
  );
}

function Filters({ search }: { readonly search: AuditSearch }) {
  const { t } = useText();
  const { timeZone } = useCity();
  const navigate = useNavigate();
  const total = useAudit(search).data?.pages[0]?.total;
  const change = (changes: Partial<Record<keyof AuditSearch, string | undefined>>) =>
    void navigate({ to: '/admin/audit', search: { ...search, ...changes } as AuditSearch, replace: true });
  const startsAt = (day: string) => new Date(startOfDay(day, timeZone)).toISOString();
  const dayOf = (instant: string) => dayAt(Date.parse(instant), timeZone);
  return (
    <div className="access-filters">
      <Input.Search
        allowClear
        defaultValue={search.actor}
        placeholder={t('access.auditFilter.actor')}
        aria-label={t('access.auditFilter.actor')}
        onSearch={(actor) => change({ actor: actor.trim() || undefined })}
        style={{ width: 200 }}
      />
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('access.auditFilter.action')}
        value={search.action ?? ''}
        onChange={(action) => change({ action: action || undefined })}
        options={[
          { value: '', label: t('access.auditFilter.action') },
          ...actions.map((action) => ({ value: action as string, label: t(`access.action.${action}`) })),
        ]}
        style={{ width: 190 }}
      />
      <Input.Search
        allowClear
        defaultValue={search.object}
        placeholder={t('access.auditFilter.object')}
        aria-label={t('access.auditFilter.object')}
        onSearch={(object) => change({ object: object.trim() || undefined })}
        style={{ width: 200 }}
      />
      <DayPicker
        label={t('access.auditFilter.from')}
        placeholder={t('access.auditFilter.from')}
        day={search.from === undefined ? null : dayOf(search.from)}
        testId="audit-from"
        onDay={(day) => change({ from: startsAt(day) })}
        onClear={() => change({ from: undefined })}
      />
      <DayPicker
        label={t('access.auditFilter.to')}
        placeholder={t('access.auditFilter.to')}
        // The last day is meant with all its hours: the log is asked up to the midnight after it.
        day={search.to === undefined ? null : dayOf(new Date(Date.parse(search.to) - 1).toISOString())}
        testId="audit-to"
        onDay={(day) => change({ to: startsAt(dayAfter(day)) })}
        onClear={() => change({ to: undefined })}
      />
      {total !== undefined && (
        <span className="access-total">{t('access.auditTotal', { count: total })}</span>
      )}
    </div>
  );
}

function AuditTable({ search }: { readonly search: AuditSearch }) {
  const { t, format } = useText();
  const list = useAudit(search);
  const columns: TableColumnsType<Row> = [
    {
      title: t('access.auditColumn.seq'),
      align: 'right',
      width: 80,
      render: (_, { seq }) => format.number(seq),
    },
    {
      title: t('access.auditColumn.at'),
      width: 170,
      render: (_, { at }) => format.facts([format.date(at), format.timeOfDay(at)]),
    },
    {
      title: t('access.auditColumn.actor'),
      width: 170,
      render: (_, { actor, action }) =>
        actor ?? t(action === 'session.refused' ? 'access.somebody' : 'access.server'),
    },
    {
      title: t('access.auditColumn.action'),
      width: 160,
      render: (_, { action }) => (isNamed(action) ? t(`access.action.${action}`) : action),
    },
    { title: t('access.auditColumn.object'), render: (_, { object }) => <code>{object ?? ''}</code> },
    {
      title: t('access.auditColumn.details'),
      render: (_, { details }) => (
        <span className="access-details">
          {format.facts(
            Object.entries(details).map(
              ([name, value]) =>
                `${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
            ),
          )}
        </span>
      ),
    },
  ];
  return (
    <GrowingTable
      list={list}
      rowsOf={({ rows }) => rows}
      rowKey="seq"
      columns={columns}
      width={1000}
      none={t('access.auditNone')}
    />
  );
}
