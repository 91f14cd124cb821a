import { Button, Table } from 'antd';
import type { IntakePreview } from '../api.ts';
import { useText } from '../text/text.ts';

type Row = IntakePreview['rows'][number];

/** The third step: the first rows as they would be loaded, and whether the reference system can be right. */
export function PreviewPart(props: {
  readonly preview: IntakePreview;
  readonly rows: number;
  /** Which column holds the address; -1 for none. */
  readonly placeAt: number;
  readonly busy: boolean;
  readonly onCrs: (crs: string) => void;
  readonly onBack: () => void;
  readonly onRun: () => void;
}) {
  const { t, format } = useText();
  const { preview, placeAt } = props;
  const { better, words } = preview.plausibility;
  return (
    <>
      <p className={better === null ? 'intake-quiet' : 'intake-warning'} data-testid="intake-plausible">
        {format.of(words)}
        {better !== null && (
          <Button size="small" autoInsertSpace={false} onClick={() => props.onCrs(better)}>
            {t('intake.better', { crs: t(`intake.crsOf.${better}`, better) })}
          </Button>
        )}
      </p>
      <p className="intake-quiet" data-testid="intake-looked">
        {t('intake.looked', { looked: format.number(preview.looked), sound: format.number(preview.sound) })}
      </p>
      <Table<Row>
        size="small"
        rowKey="line"
        pagination={false}
        dataSource={[...preview.rows]}
        data-testid="intake-rows"
        columns={[
          { title: t('intake.line'), dataIndex: 'line', width: 56, align: 'right' },
          {
            title: t('intake.field.place'),
            render: (_, { read, cells }) =>
              read?.place || cells[placeAt] || cells.filter(Boolean).slice(0, 3).join('　'),
            ellipsis: true,
          },
          {
            title: t('intake.field.occurredAt'),
            width: 136,
            render: (_, { read }) => read && format.dateTime(read.occurredAt),
          },
          {
            title: t('intake.area'),
            width: 300,
            render: (_, row) =>
              row.faults.length > 0 ? (
                <ul className="intake-faults">
                  {row.faults.map(({ field, got, wanted }) => (
                    <li key={field}>
                      <strong>{format.facts([t(`intake.field.${field}`), got || t('intake.blank')])}</strong>
                      {t('intake.wanted', { wanted: format.of(wanted) })}
                    </li>
                  ))}
                </ul>
              ) : (
                row.read?.areas.map((area) => format.name(area)).join('、')
              ),
          },
        ]}
      />
      <footer className="intake-foot">
        <Button autoInsertSpace={false} onClick={props.onBack}>
          {t('intake.back')}
        </Button>
        <Button
          type="primary"
          autoInsertSpace={false}
          data-testid="intake-run"
          disabled={preview.sound === 0}
          loading={props.busy}
          onClick={props.onRun}
        >
          {t('intake.run', { count: format.number(props.rows) })}
        </Button>
      </footer>
    </>
  );
}
