import { Button, Table, type TableColumnsType } from 'antd';
import { useText } from '../text/text.ts';
import { ErrorNote } from '../ui/notes.tsx';

/** A list that comes page by page: the rows there are, and a button for more. */
export function GrowingTable<Page, Row extends object>(props: {
  readonly list: {
    readonly data: { readonly pages: readonly Page[] } | undefined;
    readonly error: Error | null;
    readonly isPending: boolean;
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly refetch: () => unknown;
    readonly fetchNextPage: () => unknown;
  };
  readonly rowsOf: (page: Page) => readonly Row[];
  readonly rowKey: keyof Row & string;
  readonly columns: TableColumnsType<Row>;
  readonly width: number | 'max-content';
  /** Said where nothing fits. */
  readonly none: string;
}) {
  const { t } = useText();
  const { list } = props;
  if (list.error) return <ErrorNote error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <>
      <Table
        size="small"
        rowKey={props.rowKey}
        columns={props.columns}
        dataSource={list.data?.pages.flatMap(props.rowsOf) ?? []}
        loading={list.isPending}
        pagination={false}
        scroll={{ x: props.width }}
        locale={{ emptyText: list.isPending ? ' ' : props.none }}
      />
      {list.hasNextPage && (
        <div className="access-more">
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('access.more')}
          </Button>
        </div>
      )}
    </>
  );
}
