import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Popover } from 'antd';
import { useEffect, useState } from 'react';
import type { Account, NoticeList, NoticeView } from '../api.ts';
import { retry } from '../edition.ts';
import { onLiveEvent } from '../live.ts';
import { request } from '../rest.ts';
import { useText } from '../text/text.ts';
import { KindMark } from './kind-mark.tsx';
import { ErrorNote, Rows } from './notes.tsx';
import { NoticeSettings } from './notice-settings.tsx';
import './notice-bell.css';

/** Milliseconds between two looks: a deadline that passes announces itself on no feed. */
const every = 20_000;
/** Milliseconds after an event of the feed until its notices are written. */
const settling = 1_500;

/** What the account was told, behind a bell with the count of the unread. Nothing for accounts that are told nothing. */
export function NoticeBell({ account }: { readonly account: Account }) {
  return account.permissions.includes('notice.see') ? <Bell account={account} /> : null;
}

function Bell({ account }: { readonly account: Account }) {
  const { t, format } = useText();
  const [open, setOpen] = useState(false);
  const notices = useNotices(account.name);
  const unread = notices.data?.pages[0]?.unread ?? 0;
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      arrow={false}
      styles={{ container: { padding: 0 } }}
      content={<Notices notices={notices} account={account.name} onClose={() => setOpen(false)} />}
    >
      <button
        type="button"
        className="bell"
        data-testid="bell"
        aria-expanded={open}
        aria-label={unread === 0 ? t('notice.bell') : t('notice.bellUnread', { count: unread })}
      >
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d="M4.5 14.5h11c-1.2-1.3-1.6-2.6-1.6-5.2 0-2.6-1.5-4.4-3.9-4.4s-3.9 1.8-3.9 4.4c0 2.6-.4 3.9-1.6 5.2ZM10 4.9V3.2M8.3 17h3.4" />
        </svg>
        {unread > 0 && <span data-testid="unread">{unread > 99 ? '99+' : format.number(unread)}</span>}
      </button>
    </Popover>
  );
}

function Notices(props: {
  readonly notices: ReturnType<typeof useNotices>;
  readonly account: string;
  readonly onClose: () => void;
}) {
  const { t } = useText();
  const { notices } = props;
  const [settings, setSettings] = useState(false);
  const read = useRead(props.account);
  const rows = notices.data?.pages.flatMap((page) => page.notices) ?? [];
  // Those written last need not be those that happened last: a deadline is told of once it has passed.
  const newest = rows.reduce<string | null>(
    (last, { id }) => (last === null || Number(id) > Number(last) ? id : last),
    null,
  );
  const unread = notices.data?.pages[0]?.unread ?? 0;
  return (
    <section className="notices" aria-label={t('notice.title')} data-testid="notices">
      <header>
        <h2>{t('notice.title')}</h2>
        <button
          type="button"
          disabled={unread === 0 || newest === null}
          onClick={() => newest !== null && read.mutate({ upTo: newest })}
        >
          {t('notice.readAll')}
        </button>
        <button type="button" aria-pressed={settings} onClick={() => setSettings(!settings)}>
          {t('notice.settings.title')}
        </button>
      </header>
      {settings && <NoticeSettings onDone={() => setSettings(false)} />}
      {notices.error !== null && notices.data === undefined ? (
        <ErrorNote error={notices.error} onRetry={() => void notices.refetch()} />
      ) : notices.data === undefined ? (
        <Rows count={4} />
      ) : rows.length === 0 ? (
        <p className="notices-empty">{t('notice.empty')}</p>
      ) : (
        <ol>
          {rows.map((notice) => (
            <li key={notice.id}>
              <Notice
                notice={notice}
                onOpen={() => {
                  if (notice.readAt === null) read.mutate({ ids: [notice.id] });
                  props.onClose();
                }}
              />
            </li>
          ))}
        </ol>
      )}
      {notices.hasNextPage && (
        <Button
          type="text"
          block
          autoInsertSpace={false}
          loading={notices.isFetchingNextPage}
          onClick={() => void notices.fetchNextPage()}
        >
          {t('notice.more')}
        </Button>
      )}
    </section>
  );
}

/** One notice, a link to its case. */
function Notice({ notice, onOpen }: { readonly notice: NoticeView; readonly onOpen: () => void }) {
  const { t, format } = useText();
  const { kind, joint, readAt, whistleId, incidentId } = notice;
  const search = whistleId !== null ? { whistle: Number(whistleId) } : { incident: Number(incidentId) };
  return (
    <Link
      to="/coordinate"
      search={search as never}
      className={readAt === null ? 'notice unread' : 'notice'}
      onClick={onOpen}
    >
      <KindMark kind={kind} joint={joint} filled={readAt === null} size={12} />
      <strong className={notice.step.endsWith('.overdue') ? 'overdue' : ''}>{format.of(notice.title)}</strong>
      <time dateTime={notice.at}>{format.dateTime(notice.at)}</time>
      <span>{format.of(notice.detail)}</span>
      <em>{t(`notice.audience.${notice.audience}`)}</em>
    </Link>
  );
}

function useNotices(account: string) {
  const queries = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leave = onLiveEvent(() => {
      clearTimeout(timer);
      timer = setTimeout(() => void queries.invalidateQueries({ queryKey: ['notices', account] }), settling);
    });
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [queries, account]);
  return useInfiniteQuery({
    queryKey: ['notices', account],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      request<NoticeList>(`/api/notices?limit=20${pageParam === null ? '' : `&before=${pageParam}`}`, {
        signal,
      }),
    getNextPageParam: ({ next }) => next,
    refetchInterval: every,
    retry,
  });
}

function useRead(account: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (which: { readonly ids?: readonly string[]; readonly upTo?: string }) =>
      request<{ unread: number }>('/api/notices/read', { method: 'POST', body: which }),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['notices', account] }),
  });
}
