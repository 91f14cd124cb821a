import { useNavigate } from '@tanstack/react-router';
import { Button, Steps } from 'antd';
import { useEffect, useState } from 'react';
import type { IntakeFile } from '../api.ts';
import { useEditionInForce } from '../edition.ts';
import { useText } from '../text/text.ts';
import { ErrorNote, Forbidden, Refusal, Rows } from '../ui/notes.tsx';
import { useSession } from '../ui/session.ts';
import { ColumnsPart } from './columns-part.tsx';
import { FilePart } from './file-part.tsx';
import { PreviewMap } from './preview-map.tsx';
import { PreviewPart } from './preview-part.tsx';
import { type Reading, useFile, usePreview, useRun } from './queries.ts';
import { startingReading } from './reading.ts';
import { RunPart } from './run-part.tsx';
import type { IntakeSearch } from './url.ts';
import './intake.css';

/** A file of incidents on its way in: sent, read as somebody says, looked at, loaded. */
export function Intake({ search }: { readonly search: IntakeSearch }) {
  const { t } = useText();
  const { data: session } = useSession();
  const edition = useEditionInForce();
  const file = useFile(search.file);
  const go = useGo();
  if (session !== undefined && !session.account?.permissions.includes('intake.load')) return <Forbidden />;
  const inForce = edition.data?.inForce ?? null;
  return (
    <main className="intake" data-testid="intake">
      {search.file === undefined ? (
        <Panel step={0}>
          <FilePart onFile={(id) => go({ file: id })} />
        </Panel>
      ) : file.error ? (
        <Panel step={0}>
          <ErrorNote error={file.error} onRetry={() => void file.refetch()} />
          <Button autoInsertSpace={false} onClick={() => go({})}>
            {t('intake.other')}
          </Button>
        </Panel>
      ) : file.data === undefined ? (
        <Panel step={1}>
          <Rows />
        </Panel>
      ) : (
        <OneFile key={file.data.id} file={file.data} search={search} edition={inForce} />
      )}
      {search.file === undefined && inForce !== null && <PreviewMap edition={inForce} preview={undefined} />}
    </main>
  );
}

function OneFile(props: {
  readonly file: IntakeFile;
  readonly search: IntakeSearch;
  readonly edition: number | null;
}) {
  const { t, format } = useText();
  const { file, search, edition } = props;
  const [reading, setReading] = useState<Reading>(() => startingReading(file));
  const [again, setAgain] = useState(false);
  const go = useGo();
  const run = useRun(file.id);
  const loading = file.state !== 'uploaded' && !again;
  const previewing = search.step === 'preview' && !loading;
  const preview = usePreview(file.id, reading, previewing);
  const sheet = file.facts.sheets.find(({ name }) => name === reading.sheet);
  useEffect(() => {
    if (file.state === 'running' && !file.lost) setAgain(false);
  }, [file.state, file.lost]);
  return (
    <>
      <Panel step={loading ? 3 : previewing ? 2 : 1}>
        <p className="intake-file">
          <strong>{file.name}</strong>
          {format.facts([
            t('intake.rows', { count: format.number(sheet?.rows ?? 0) }),
            file.facts.encoding !== null && t(`intake.encoding.${file.facts.encoding}`),
          ])}
          <Button size="small" type="text" autoInsertSpace={false} onClick={() => go({})}>
            {t('intake.other')}
          </Button>
        </p>
        {loading ? (
          <RunPart
            file={file}
            onAgain={() => {
              setAgain(true);
              go({ file: file.id });
            }}
          />
        ) : !previewing ? (
          <ColumnsPart
            file={file}
            reading={reading}
            onReading={setReading}
            onNext={() => go({ file: file.id, step: 'preview' })}
          />
        ) : preview.error ? (
          <>
            <Refusal error={preview.error} />
            <Button autoInsertSpace={false} onClick={() => go({ file: file.id })}>
              {t('intake.back')}
            </Button>
          </>
        ) : preview.data === undefined ? (
          <Rows />
        ) : (
          <PreviewPart
            preview={preview.data}
            rows={sheet?.rows ?? 0}
            placeAt={sheet?.columns.findIndex(({ name }) => name === reading.mapping.place) ?? -1}
            busy={run.isPending}
            onCrs={(crs) => setReading({ ...reading, crs })}
            onBack={() => go({ file: file.id })}
            onRun={() => run.mutate(reading, { onSuccess: () => setAgain(false) })}
          />
        )}
        <Refusal error={run.error} />
      </Panel>
      {edition !== null && <PreviewMap edition={edition} preview={previewing ? preview.data : undefined} />}
    </>
  );
}

function Panel({ step, children }: { readonly step: number; readonly children: React.ReactNode }) {
  const { t } = useText();
  return (
    <section className="intake-panel" aria-label={t('intake.title')}>
      <header>
        <h1>{t('intake.title')}</h1>
        <p className="intake-quiet">{t('intake.explain')}</p>
        <Steps
          size="small"
          current={step}
          aria-label={t('intake.step.label')}
          items={(['file', 'columns', 'preview', 'run'] as const).map((one) => ({
            title: t(`intake.step.${one}`),
          }))}
        />
      </header>
      <div className="intake-scroll">{children}</div>
    </section>
  );
}

function useGo(): (search: IntakeSearch) => void {
  const navigate = useNavigate();
  return (search) => void navigate({ to: '/intake', search: search as never });
}
