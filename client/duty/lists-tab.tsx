import { useQuery } from '@tanstack/react-query';
import { Select, Table } from 'antd';
import type { Catalogue } from '../api.ts';
import { retry } from '../edition.ts';
import { request } from '../rest.ts';
import { useText } from '../text/text.ts';
import type { TabProps } from './duties.tsx';
import { Exchange } from './exchange.tsx';
import { useFilter } from './filter.ts';
import { groupRows } from './group-rows.ts';
import { type Row, useTableRows, useVersions } from './queries.ts';
import { Loaded, SearchBox, TabLayout } from './tab-parts.tsx';

/** Which departments and bodies answer for a problem in an area, in the version in force or any other. */
export function ListsTab({ search, change, may }: TabProps) {
  const { t, format } = useText();
  const rows = useTableRows('lists', search.version);
  const versions = useVersions('lists');
  const catalogue = useQuery({
    queryKey: ['categories'],
    queryFn: ({ signal }) => request<Catalogue>('/api/categories', { signal }),
    retry,
  });
  const fits = useFilter(search.q ?? '');
  const problems = new Map(catalogue.data?.categories.map((category) => [category.code, category]));
  const departments = new Map(
    catalogue.data?.duties.flatMap(({ departments: listed }) =>
      listed.map((one) => [one.code, one] as const),
    ),
  );
  const problemName = (code: string) => {
    const problem = problems.get(code);
    return problem === undefined ? '' : format.name(problem);
  };
  return (
    <TabLayout
      intro={t('duty.intro.lists')}
      filters={
        <>
          <SearchBox
            value={search.q ?? ''}
            placeholder={t('duty.search.lists')}
            onChange={(q) => change({ q })}
          />
          <Select
            className="duty-version"
            value={search.version ?? 0}
            aria-label={t('duty.versions.title')}
            data-testid="list-version"
            options={[
              { value: 0, label: t('duty.versions.current') },
              ...(versions.data?.versions ?? []).map((version) => ({
                value: version.id,
                label: format.facts([
                  t('duty.versions.number', { number: version.id }),
                  t(`duty.versions.${version.state}`),
                ]),
              })),
            ]}
            onChange={(version) => change({ version: version === 0 ? undefined : version })}
          />
        </>
      }
      actions={
        <Exchange
          part="lists"
          download="/api/duties/lists.csv"
          upload="/api/duties/lists"
          mayLoad={may('duty.load')}
          dated
        />
      }
    >
      <Loaded query={rows}>
        {(data) => {
          const areas = new Map(data.areas.map((area) => [area.code, area]));
          const areaName = (code: string) => {
            if (code === '') return t('duty.wholeCity');
            const area = areas.get(code);
            return area === undefined ? code : format.name(area);
          };
          const lists = listsOf(data.rows).filter(({ category, areaCode, rows: entries }) =>
            fits(
              category,
              problemName(category),
              areaName(areaCode),
              areaCode,
              ...entries.map((row) => departments.get(row.department ?? '')?.name ?? row.bodyCode ?? ''),
            ),
          );
          return (
            <>
              <p className="duty-count">
                {format.facts([
                  t('duty.count.lists', { count: lists.length }),
                  t('duty.count.duties', { count: lists.reduce((sum, one) => sum + one.rows.length, 0) }),
                ])}
              </p>
              <Table
                size="small"
                pagination={false}
                rowKey={({ category, areaCode }) => `${category} ${areaCode}`}
                dataSource={lists}
                locale={{ emptyText: t('duty.none') }}
                columns={[
                  {
                    title: t('duty.column.problem'),
                    width: 280,
                    render: (_, { category }) => (
                      <>
                        <small className="duty-quiet">{category}</small> {problemName(category)}
                      </>
                    ),
                  },
                  {
                    title: t('duty.column.area'),
                    width: 160,
                    render: (_, { areaCode }) => areaName(areaCode),
                  },
                  {
                    title: t('duty.column.answers'),
                    render: (_, { rows: entries }) => (
                      <ul className="duty-chips">
                        {entries.map((row) => {
                          const department = departments.get(row.department ?? '');
                          return (
                            <li key={row.department || row.bodyCode}>
                              {department === undefined
                                ? row.department || row.bodyCode
                                : format.name({ name: department.short, nameEn: department.shortEn })}
                              <small>{t(`posting.${row.posting}`)}</small>
                            </li>
                          );
                        })}
                      </ul>
                    ),
                  },
                ]}
              />
            </>
          );
        }}
      </Loaded>
    </TabLayout>
  );
}

interface List {
  readonly category: string;
  readonly areaCode: string;
  readonly rows: readonly Row[];
}

const listsOf = (rows: readonly Row[]): List[] =>
  [...groupRows(rows, ({ category, areaCode }) => `${category} ${areaCode}`).values()].map((entries) => ({
    category: entries[0]?.category ?? '',
    areaCode: entries[0]?.areaCode ?? '',
    rows: entries,
  }));
