import { Button } from 'antd';
import { useRef, useState } from 'react';
import { sendFile } from '../rest.ts';
import { useText } from '../text/text.ts';
import { Refusal } from '../ui/notes.tsx';
import type { Upload } from './contract.ts';
import { bytesText } from './rail.tsx';

/** How far the sending of a file is. */
export interface Sending {
  readonly name: string;
  readonly bytes: number;
  /** 0 to 1; 1 while the server reads it. */
  readonly sent: number;
}

/** Sends a file and says how far it is; one at a time. */
export function useSending(onUploaded: (upload: Upload) => void) {
  const [sending, setSending] = useState<Sending | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const send = async (file: File) => {
    if (sending !== null) return;
    setError(null);
    setSending({ name: file.name, bytes: file.size, sent: 0 });
    try {
      const path = `/api/editions/uploads?name=${encodeURIComponent(file.name)}`;
      const upload = await sendFile<Upload>(path, file, (sent) =>
        setSending({ name: file.name, bytes: file.size, sent }),
      );
      onUploaded(upload);
    } catch (refused) {
      setError(refused as Error);
    } finally {
      setSending(null);
    }
  };
  return { sending, error, send } as const;
}

/** The first step: a file, by a button or dropped anywhere on the screen. */
export function UploadPanel(props: {
  readonly upload: Upload | null;
  readonly sending: Sending | null;
  readonly error: Error | null;
  readonly onFile: (file: File) => void;
  readonly onNext: () => void;
}) {
  const { t, format } = useText();
  const input = useRef<HTMLInputElement>(null);
  const { upload, sending } = props;
  const percent = Math.round((sending?.sent ?? 0) * 100);
  return (
    <>
      <header className="panel-head">
        <h1>{t('admin.file.title')}</h1>
        <p>{t('admin.file.explain')}</p>
      </header>
      <div className="panel-scroll">
        <div className="drop-zone">
          {sending === null ? (
            <>
              <Button
                type="primary"
                autoInsertSpace={false}
                data-testid="choose-file"
                onClick={() => input.current?.click()}
              >
                {t(upload === null ? 'admin.file.choose' : 'admin.file.chooseOther')}
              </Button>
              <p>{t('admin.file.drop')}</p>
            </>
          ) : (
            <div className="admin-progress">
              <strong>{sending.name}</strong>
              <div
                role="progressbar"
                aria-valuemin={0}
                aria-valuemax={100}
                aria-valuenow={percent}
                aria-label={t('admin.file.sending')}
              >
                <span style={{ width: `${percent}%` }} />
              </div>
              <p aria-live="polite">
                {percent < 100
                  ? format.facts([
                      t('admin.file.sending'),
                      `${percent} %`,
                      bytesText(sending.bytes, format.decimal),
                    ])
                  : t('admin.file.reading')}
              </p>
            </div>
          )}
          <input
            ref={input}
            type="file"
            className="visually-hidden"
            accept=".geojson,.json,application/geo+json"
            tabIndex={-1}
            aria-label={t('admin.file.choose')}
            data-testid="file"
            onChange={(event) => {
              const file = event.target.files?.[0];
              event.target.value = '';
              if (file) props.onFile(file);
            }}
          />
        </div>
        <Refusal error={props.error} />
        {upload !== null && (
          <dl className="facts">
            <div>
              <dt>{t('admin.file.name')}</dt>
              <dd>{upload.name}</dd>
            </div>
            <div>
              <dt>{t('admin.file.size')}</dt>
              <dd>{bytesText(upload.bytes, format.decimal)}</dd>
            </div>
            <div>
              <dt>{t('admin.file.features')}</dt>
              <dd>{format.number(upload.features)}</dd>
            </div>
          </dl>
        )}
        <p className="panel-note">{t('admin.file.nothingYet')}</p>
      </div>
      {upload !== null && (
        <footer className="panel-foot">
          <Button type="primary" autoInsertSpace={false} onClick={props.onNext} data-testid="next">
            {t('admin.next.crs')}
          </Button>
        </footer>
      )}
    </>
  );
}
