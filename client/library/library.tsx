import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useRef } from 'react';
import type { KeptCase } from '../api.ts';
import { useText } from '../text/text.ts';
import { KindMark } from '../ui/kind-mark.tsx';
import { ErrorNote, Forbidden, Refusal, Rows } from '../ui/notes.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { useSession } from '../ui/session.ts';
import { useCases, useImport } from './queries.ts';
import type { LibrarySearch } from './url.ts';
import './library.css';

const kinds = ['enforcement', 'priority', 'emergency'] as const;

/** Closed cases kept to learn from: a list to search, and a file of another installation to read in. */
export function Library({ search }: { readonly search: LibrarySearch }) {
  const { data: session } = useSession();
  const permissions = session?.account?.permissions ?? [];
  if (session !== undefined && !permissions.includes('library.see')) return <Forbidden />;
  return <Screen search={search} mayKeep={permissions.includes('library.keep')} />;
}

function Screen({ search, mayKeep }: { readonly search: LibrarySearch; readonly mayKeep: boolean }) {
  const { t } = useText();
  const cases = useCases(search);
  const navigate = useNavigate();
  const change = (patch: { [K in keyof LibrarySearch]?: LibrarySearch[K] | undefined }) =>
    void navigate({
      to: '/library',
      search: ((before: LibrarySearch) => ({ ...before, ...patch })) as never,
      replace: true,
    });
  const rows = cases.data?.pages.flatMap((page) => page.cases) ?? [];
  const tags = cases.data?.pages[0]?.tags ?? [];
  const narrowed = search.q !== undefined || search.tag !== undefined || search.kind !== undefined;
  return (
    <main className="library" data-testid="library">
      <header>
        <h1>{t('library.title')}</h1>
        <SearchField
          label={t('library.search')}
          testId="library-search"
          value={search.q ?? ''}
          onChange={(q) => change({ q: q === '' ? undefined : q })}
        />
        <Select<NonNullable<LibrarySearch['kind']> | 'all'>
          value={search.kind ?? 'all'}
          aria-label={t('library.kind')}
          options={[
            { value: 'all', label: t('library.allKinds') },
            ...kinds.map((value) => ({ value, label: t(`kind.${value}`) })),
          ]}
          onChange={(kind) => change({ kind: kind === 'all' ? undefined : kind })}
        />
        <Select
          value={search.tag ?? ''}
          aria-label={t('library.tag')}
          options={[
            { value: '', label: t('library.allTags') },
            ...tags.map(({ tag, count }) => ({ value: tag, label: `${tag} ${count}` })),
          ]}
          onChange={(tag) => change({ tag: tag === '' ? undefined : tag })}
        />
        {mayKeep && <Import />}
      </header>
      {cases.error !== null && cases.data === undefined ? (
        <ErrorNote error={cases.error} onRetry={() => void cases.refetch()} />
      ) : cases.data === undefined ? (
        <Rows />
      ) : rows.length === 0 ? (
        <p className="library-empty">{t(narrowed ? 'library.emptyNarrowed' : 'library.empty')}</p>
      ) : (
        <ol>
          {rows.map((one) => (
            <li key={one.id}>
              <CaseRow one={one} />
            </li>
          ))}
        </ol>
      )}
      {cases.hasNextPage && (
        <Button
          autoInsertSpace={false}
          loading={cases.isFetchingNextPage}
          onClick={() => void cases.fetchNextPage()}
        >
          {t('library.more')}
        </Button>
      )}
    </main>
  );
}

function CaseRow({ one }: { readonly one: KeptCase }) {
  const { t, format } = useText();
  return (
    <Link to="/library/$id" params={{ id: one.id }} className="library-row" data-testid={`case-${one.id}`}>
      <KindMark kind={one.kind} joint={one.joint} filled={false} label={t(`kind.${one.kind}`)} />
      <strong>{one.title}</strong>
      <span className="library-facts">
        {format.facts([
          one.number,
          format.name({ name: one.place, nameEn: one.placeEn }),
          t('library.closed', { date: format.fullDate(one.closedAt) }),
          one.whistleId === null && t('library.imported'),
        ])}
      </span>
      <p>{one.lesson}</p>
      <span className="library-tags">
        {one.tags.map((tag) => (
          <em key={tag}>{tag}</em>
        ))}
      </span>
    </Link>
  );
}

/** Reads in a file, and goes to the case it holds. */
function Import() {
  const { t } = useText();
  const input = useRef<HTMLInputElement>(null);
  const reading = useImport();
  const navigate = useNavigate();
  return (
    <div className="library-import">
      <Button autoInsertSpace={false} loading={reading.isPending} onClick={() => input.current?.click()}>
        {t('library.import')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        data-testid="case-file"
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          event.target.value = '';
          if (chosen !== undefined)
            reading.mutate(chosen, {
              onSuccess: ({ id }) => void navigate({ to: '/library/$id', params: { id } }),
            });
        }}
      />
      <Refusal error={reading.error} />
    </div>
  );
}
