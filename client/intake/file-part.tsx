import { Button, Popconfirm } from 'antd';
import { useRef, useState } from 'react';
import type { IntakeFile } from '../api.ts';
import { sendFile } from '../rest.ts';
import { useText } from '../text/text.ts';
import { ErrorNote, Refusal, Rows } from '../ui/notes.tsx';
import { useDiscard, useFiles } from './queries.ts';

/** The first step: a file, or one that was sent in before. */
export function FilePart({ onFile }: { readonly onFile: (id: string) => void }) {
  const { t, format } = useText();
  const files = useFiles();
  const discard = useDiscard();
  const input = useRef<HTMLInputElement>(null);
  const [sent, setSent] = useState<number | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const send = async (file: File) => {
    setError(null);
    setSent(0);
    try {
      const path = `/api/intake/files?name=${encodeURIComponent(file.name.slice(0, 200))}`;
      onFile((await sendFile<IntakeFile>(path, file, setSent)).id);
    } catch (refused) {
      setError(refused as Error);
    } finally {
      setSent(null);
    }
  };
  const percent = Math.round((sent ?? 0) * 100);
  return (
    <>
      <p className="intake-quiet">{t('intake.limits')}</p>
      <div className="intake-actions">
        <Button
          type="primary"
          autoInsertSpace={false}
          data-testid="intake-choose"
          loading={sent !== null}
          onClick={() => input.current?.click()}
        >
          {t('intake.choose')}
        </Button>
        <span aria-live="polite">
          {sent !== null && (percent < 100 ? t('intake.sending', { percent }) : t('intake.reading'))}
        </span>
        <input
          ref={input}
          type="file"
          className="visually-hidden"
          accept=".csv,.txt,.xlsx"
          tabIndex={-1}
          aria-label={t('intake.choose')}
          data-testid="intake-file"
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file) void send(file);
          }}
        />
      </div>
      <Refusal error={error} />
      <h2>{t('intake.recent')}</h2>
      {files.error ? (
        <ErrorNote error={files.error} onRetry={() => void files.refetch()} />
      ) : files.data === undefined ? (
        <Rows />
      ) : files.data.files.length === 0 ? (
        <p className="intake-quiet">{t('intake.none')}</p>
      ) : (
        <ul className="intake-files">
          {files.data.files.map((file) => (
            <li key={file.id}>
              <button type="button" onClick={() => onFile(file.id)}>
                <span>{file.name}</span>
                <span>
                  {format.facts([
                    t(`intake.state.${file.state}`, { count: format.number(file.loaded) }),
                    format.dateTime(file.at),
                  ])}
                </span>
              </button>
              <Popconfirm
                title={t('intake.discardAsk', { name: file.name })}
                okText={t('intake.discard')}
                cancelText={t('intake.discardNot')}
                onConfirm={() => discard.mutate(file.id)}
              >
                <Button
                  size="small"
                  type="text"
                  autoInsertSpace={false}
                  disabled={file.state === 'running' && !file.lost}
                  aria-label={`${t('intake.discard')} ${file.name}`}
                >
                  {t('intake.discard')}
                </Button>
              </Popconfirm>
            </li>
          ))}
        </ul>
      )}
      <Refusal error={discard.error} />
    </>
  );
}
