import { Select, Table } from 'antd';
import type { BodyList } from '../api.ts';
import { useText } from '../text/text.ts';
import type { TabProps } from './duties.tsx';
import { Exchange } from './exchange.tsx';
import { pageSize, useBodies } from './queries.ts';
import { Loaded, SearchBox, TabLayout } from './tab-parts.tsx';

export const bodyKinds = [
  'department',
  'office',
  'community',
  'owner',
  'residentUnit',
  'institution',
  'partyMember',
] as const;
const postings = ['body', 'resident', 'onCall'] as const;

/** Whoever can be called: what it is, where it acts, whose it is and who commands it there. */
export function BodiesTab({ search, change, may }: TabProps) {
  const { t, format } = useText();
  const { q, kind, posting, page = 1 } = search;
  const bodies = useBodies(
    {
      ...(q !== undefined && { q }),
      ...(kind !== undefined && { kind }),
      ...(posting !== undefined && { posting }),
    },
    page,
  );
  const choice = (value: string | undefined, all: string, options: readonly string[], words: string) => ({
    value: value ?? 'all',
    options: [
      { value: 'all', label: all },
      ...options.map((one) => ({ value: one, label: t(`${words}.${one}`) })),
    ],
  });
  const asked = (value: string) => (value === 'all' ? undefined : value);
  return (
    <TabLayout
      intro={t('duty.intro.bodies')}
      filters={
        <>
          <SearchBox
            value={q ?? ''}
            placeholder={t('duty.search.bodies')}
            onChange={(words) => change({ q: words, page: undefined })}
          />
          <Select
            {...choice(kind, t('duty.bodyKind.all'), bodyKinds, 'duty.bodyKind')}
            aria-label={t('duty.column.bodyKind')}
            data-testid="body-kind"
            onChange={(value) => change({ kind: asked(value), page: undefined })}
          />
          <Select
            {...choice(posting, t('duty.allPostings'), postings, 'posting')}
            aria-label={t('duty.column.posting')}
            onChange={(value) => change({ posting: asked(value), page: undefined })}
          />
        </>
      }
      actions={
        <Exchange
          part="bodies"
          download="/api/duties/bodies.csv"
          upload="/api/duties/bodies"
          mayLoad={may('duty.load')}
          wholeAsked
        />
      }
    >
      <Loaded query={bodies}>
        {(data) => (
          <>
            <p className="duty-count">{t('duty.count.bodies', { count: data.total })}</p>
            <Table<BodyList['bodies'][number]>
              size="small"
              rowKey="code"
              loading={bodies.isPlaceholderData}
              dataSource={data.bodies}
              locale={{ emptyText: t('duty.none') }}
              pagination={{
                current: page,
                pageSize,
                total: data.total,
                showSizeChanger: false,
                hideOnSinglePage: true,
                onChange: (next) => change({ page: next === 1 ? undefined : next }),
              }}
              columns={[
                { title: t('duty.column.name'), render: (_, body) => <Named body={body} /> },
                { title: t('duty.column.code'), dataIndex: 'code', width: 200, className: 'duty-code' },
                {
                  title: t('duty.column.bodyKind'),
                  width: 140,
                  render: (_, body) => t(`duty.bodyKind.${body.kind}`),
                },
                {
                  title: t('duty.column.posting'),
                  width: 96,
                  render: (_, body) => (body.posting === null ? '' : t(`posting.${body.posting}`)),
                },
                { title: t('duty.column.area'), width: 168, render: (_, body) => format.name(body.area) },
                {
                  title: t('duty.column.ownedBy'),
                  width: 144,
                  render: (_, body) => body.owner && format.name(body.owner),
                },
                {
                  title: t('duty.column.commandedBy'),
                  width: 144,
                  render: (_, body) => body.commander && format.name(body.commander),
                },
                { title: t('duty.column.headCount'), dataIndex: 'headCount', width: 72, align: 'right' },
                {
                  title: t('duty.column.phone'),
                  width: 144,
                  render: (_, body) =>
                    body.phone === null ? <span className="duty-quiet">{t('duty.hidden')}</span> : body.phone,
                },
              ]}
            />
          </>
        )}
      </Loaded>
    </TabLayout>
  );
}

function Named({ body }: { readonly body: BodyList['bodies'][number] }) {
  const { format } = useText();
  const short = format.name({ name: body.short, nameEn: body.shortEn });
  return (
    <>
      {format.name(body)} <small className="duty-quiet">{short}</small>
    </>
  );
}
