import { Button, Checkbox, Drawer, Input, Radio, Table } from 'antd';
import { useRef, useState } from 'react';
import type { LoadReport } from '../api.ts';
import { useCity } from '../text/city.ts';
import { startOfDay } from '../text/day.ts';
import { useText } from '../text/text.ts';
import { DayPicker } from '../ui/day-picker.tsx';
import { RefusalLine } from '../ui/notes.tsx';
import { useTable } from './queries.ts';
import { Versions } from './versions.tsx';

interface Exchanged {
  /** Part of the tables, by which its versions are known. */
  readonly part: string;
  readonly download: string;
  /** Where tables are sent. */
  readonly upload: string;
  readonly mayLoad: boolean;
  /** Whether versions wait for their day. */
  readonly dated?: boolean;
  /** Whether a table may be said to be the whole. */
  readonly wholeAsked?: boolean;
  readonly versions?: boolean;
}

/** A table out in CSV, in by way of a dry run, and its versions. */
export function Exchange(props: Exchanged) {
  const { t, language } = useText();
  const [open, setOpen] = useState<'load' | 'versions' | null>(null);
  return (
    <>
      {props.versions !== false && (
        <Button onClick={() => setOpen('versions')} data-testid="versions">
          {t('duty.versions.open')}
        </Button>
      )}
      <Button href={`${props.download}?lang=${language}`} data-testid="download">
        {t('duty.download')}
      </Button>
      {props.mayLoad && (
        <Button type="primary" onClick={() => setOpen('load')} data-testid="upload">
          {t('duty.upload')}
        </Button>
      )}
      <Drawer
        open={open !== null}
        size={640}
        destroyOnHidden
        title={t(open === 'load' ? 'duty.load.title' : 'duty.versions.title')}
        onClose={() => setOpen(null)}
      >
        {open === 'load' && <Loader {...props} onDone={() => setOpen(null)} />}
        {open === 'versions' && (
          <Versions part={props.part} mayLoad={props.mayLoad} dated={props.dated ?? false} />
        )}
      </Drawer>
    </>
  );
}

/** A file, what it would change and all that is wrong with it, then what is decided about it. */
function Loader(props: Exchanged & { readonly onDone: () => void }) {
  const { t } = useText();
  const input = useRef<HTMLInputElement>(null);
  const table = useTable(props.upload);
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<LoadReport | null>(null);
  const [whole, setWhole] = useState(false);
  const look = (chosen: File, asWhole: boolean) => {
    setFile(chosen);
    setReport(null);
    table.mutate({ file: chosen, query: { whole: String(asWhole) } }, { onSuccess: setReport });
  };
  return (
    <div className="duty-load">
      <p>{t('duty.load.explain')}</p>
      <input
        ref={input}
        type="file"
        accept=".csv,text/csv"
        hidden
        data-testid="file"
        onChange={({ target }) => {
          const [chosen] = target.files ?? [];
          if (chosen !== undefined) look(chosen, whole);
          target.value = '';
        }}
      />
      <div className="duty-file">
        <Button onClick={() => input.current?.click()} loading={table.isPending && report === null}>
          {t(file === null ? 'duty.load.choose' : 'duty.load.other')}
        </Button>
        <span>{file?.name}</span>
      </div>
      {props.wholeAsked && (
        <Checkbox
          checked={whole}
          onChange={({ target }) => {
            setWhole(target.checked);
            if (file !== null) look(file, target.checked);
          }}
        >
          {t('duty.load.whole')}
        </Checkbox>
      )}
      {report !== null && <Report report={report} />}
      {report !== null && report.errorCount === 0 && report.version === null && file !== null && (
        <Decide
          dated={props.dated ?? false}
          pending={table.isPending}
          onLoad={(query) =>
            table.mutate(
              {
                file,
                query: {
                  ...query,
                  commit: 'true',
                  whole: String(whole),
                  ...(report.latest !== null && { after: String(report.latest) }),
                },
              },
              { onSuccess: props.onDone },
            )
          }
        />
      )}
      <RefusalLine error={table.error} />
    </div>
  );
}

function Decide(props: {
  readonly dated: boolean;
  readonly pending: boolean;
  readonly onLoad: (query: Readonly<Record<string, string>>) => void;
}) {
  const { t } = useText();
  const { timeZone } = useCity();
  const [note, setNote] = useState('');
  const [when, setWhen] = useState<'now' | 'day' | 'draft'>('now');
  const [day, setDay] = useState<string | null>(null);
  const from = (): Readonly<Record<string, string>> => {
    if (when === 'draft') return { from: 'draft' };
    return when === 'day' && day !== null ? { from: new Date(startOfDay(day, timeZone)).toISOString() } : {};
  };
  return (
    <div className="duty-decide">
      {props.dated && (
        <div className="duty-when">
          <Radio.Group
            value={when}
            aria-label={t('duty.load.when')}
            options={(['now', 'day', 'draft'] as const).map((value) => ({
              value,
              label: t(`duty.load.${value}`),
            }))}
            onChange={({ target }) => setWhen(target.value)}
          />
          {when === 'day' && (
            <DayPicker label={t('duty.load.day')} day={day} testId="from-day" onDay={setDay} />
          )}
        </div>
      )}
      <Input
        value={note}
        maxLength={500}
        placeholder={t('duty.load.note')}
        aria-label={t('duty.load.note')}
        onChange={({ target }) => setNote(target.value)}
      />
      <Button
        type="primary"
        loading={props.pending}
        disabled={when === 'day' && day === null}
        data-testid="commit"
        onClick={() => props.onLoad({ note, ...from() })}
      >
        {t(when === 'draft' && props.dated ? 'duty.load.keep' : 'duty.load.commit')}
      </Button>
    </div>
  );
}

function Report({ report }: { readonly report: LoadReport }) {
  const { t, language, format } = useText();
  return (
    <div className="duty-report" data-testid="report">
      <p>
        {format.facts([
          t('duty.report.rows', { count: report.rows }),
          t('duty.report.encoding', { encoding: t(`duty.encoding.${report.encoding}`) }),
        ])}
      </p>
      {report.errorCount === 0 ? (
        <dl>
          {(['added', 'changed', 'ended', 'same'] as const).map((what) => (
            <div key={what}>
              <dt>{t(`duty.report.${what}`)}</dt>
              <dd>{format.number(report[what])}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <>
          <p className="duty-faults">{t('duty.report.faults', { count: report.errorCount })}</p>
          <Table
            size="small"
            pagination={false}
            rowKey={(fault) => `${fault.line} ${fault.field} ${fault.got}`}
            dataSource={[...report.errors]}
            scroll={{ y: 480 }}
            columns={[
              { title: t('duty.report.line'), dataIndex: 'line', width: 64, align: 'right' },
              { title: t('duty.report.field'), dataIndex: 'field', width: 120 },
              { title: t('duty.report.got'), dataIndex: 'got', width: 140, ellipsis: true },
              { title: t('duty.report.wanted'), render: (_, fault) => fault.wanted[language] },
            ]}
          />
        </>
      )}
    </div>
  );
}
