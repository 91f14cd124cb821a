import { Button } from 'antd';
import { useText } from '../text/text.ts';
import type { Upload } from './contract.ts';
import { Refusal, Rows } from './notes.tsx';

/** The fourth step while it runs, or where it ended without an edition. */
export function CheckPanel(props: {
  readonly upload: Upload | null;
  readonly error: Error | null;
  readonly onAgain: () => void;
  readonly onBack: () => void;
}) {
  const { t, format } = useText();
  const { upload } = props;
  const percent = Math.round((upload?.fraction ?? 0) * 100);
  const ended = upload?.state === 'refused' || upload?.state === 'failed';
  return (
    <>
      <header className="panel-head">
        <h1>{t(ended ? `admin.check.${upload.state}` : 'admin.check.title')}</h1>
        <p>{t(ended ? `admin.check.${upload.state}Explain` : 'admin.check.explain')}</p>
      </header>
      <div className="panel-scroll panel-pad">
        {ended ? (
          <>
            {upload.refusal !== null && (
              <div className="admin-refusal" role="alert" data-testid="refusal">
                <p>{format.of(upload.refusal)}</p>
              </div>
            )}
            <div className="button-row">
              <Button type="primary" autoInsertSpace={false} onClick={props.onBack}>
                {t('admin.check.change')}
              </Button>
              <Button autoInsertSpace={false} onClick={props.onAgain}>
                {t('admin.check.again')}
              </Button>
            </div>
          </>
        ) : upload === null ? (
          props.error === null ? (
            <Rows />
          ) : (
            <Refusal error={props.error} />
          )
        ) : (
          <div className="admin-progress">
            <div
              role="progressbar"
              aria-valuemin={0}
              aria-valuemax={100}
              aria-valuenow={percent}
              aria-label={upload.step === null ? t('admin.check.title') : format.of(upload.step)}
            >
              <span style={{ width: `${percent}%` }} />
            </div>
            <p aria-live="polite">
              <span>{upload.step === null ? t('admin.check.waiting') : format.of(upload.step)}</span>
              <span>{percent} %</span>
            </p>
          </div>
        )}
      </div>
    </>
  );
}
