import { Table } from 'antd';
import type { WhistleKind } from '../../geodata/jurisdiction/verdict.ts';
import { useText } from '../text/text.ts';
import { KindMark } from '../ui/kind-mark.tsx';
import type { TabProps } from './duties.tsx';
import { Exchange } from './exchange.tsx';
import { useFilter } from './filter.ts';
import { groupRows } from './group-rows.ts';
import { type Row, useTableRows } from './queries.ts';
import { Loaded, SearchBox, TabLayout } from './tab-parts.tsx';

/** Three kinds, their items, and the problems of each. */
export function CatalogueTab({ search, change, may }: TabProps) {
  const { t, format } = useText();
  const rows = useTableRows('catalogue');
  const fits = useFilter(search.q ?? '');
  return (
    <TabLayout
      intro={t('duty.intro.catalogue')}
      filters={
        <SearchBox
          value={search.q ?? ''}
          placeholder={t('duty.search.catalogue')}
          onChange={(q) => change({ q })}
        />
      }
      actions={
        <Exchange
          part="catalogue"
          download="/api/duties/catalogue.csv"
          upload="/api/duties/catalogue"
          mayLoad={may('duty.load')}
        />
      }
    >
      <Loaded query={rows}>
        {(data) => {
          const shown = data.rows.filter((row) =>
            fits(row.code ?? '', row.name ?? '', row.nameEn ?? '', row.itemName ?? '', row.itemNameEn ?? ''),
          );
          const items = itemsOf(shown);
          return (
            <>
              <p className="duty-count">
                {format.facts([
                  t('duty.count.items', { count: items.length }),
                  t('duty.count.problems', { count: shown.length }),
                ])}
              </p>
              <Table
                size="small"
                pagination={false}
                rowKey="item"
                dataSource={items}
                columns={[
                  {
                    title: t('duty.column.kind'),
                    width: 160,
                    onCell: (item) => ({ rowSpan: item.span }),
                    render: (_, item) => (
                      <span className="duty-kind">
                        <KindMark kind={item.kind} size={13} />
                        {t(`kind.${item.kind}`)}
                      </span>
                    ),
                  },
                  {
                    title: t('duty.column.item'),
                    width: 260,
                    render: (_, item) => `${item.item} ${format.name(item)}`,
                  },
                  {
                    title: t('duty.column.problems'),
                    render: (_, item) => (
                      <ul className="duty-chips">
                        {item.problems.map((problem) => (
                          <li key={problem.code}>
                            <small>{problem.code}</small>
                            {format.name({ name: problem.name ?? '', nameEn: problem.nameEn ?? '' })}
                          </li>
                        ))}
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

interface Item {
  readonly item: string;
  readonly kind: WhistleKind;
  readonly name: string;
  readonly nameEn: string;
  readonly problems: readonly Row[];
  /** Rows that its kind's cell covers; 0 under the first. */
  readonly span: number;
}

function itemsOf(rows: readonly Row[]): Item[] {
  const byItem = groupRows(rows, (row) => row.item ?? '');
  const items = [...byItem].map(([item, problems]) => ({
    item,
    kind: (problems[0]?.kind ?? 'enforcement') as WhistleKind,
    name: problems[0]?.itemName ?? '',
    nameEn: problems[0]?.itemNameEn ?? '',
    problems,
  }));
  return items.map((one, index) => ({
    ...one,
    span: items[index - 1]?.kind === one.kind ? 0 : items.filter(({ kind }) => kind === one.kind).length,
  }));
}
