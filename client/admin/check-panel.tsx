import { Button } from 'antd';
import { useText } from '../text/text.ts';
import { Refusal, Rows } from '../ui/notes.tsx';
import type { Upload } from './contract.ts';
import { ProgressLine } from './progress-line.tsx';

/** The fourth step while it runs, or where it ended without an edition. */
export function CheckPanel(props: {
  readonly upload: Upload | null;
  readonly error: Error | null;
  readonly onAgain: () => void;
  readonly onBack: () => void;
}) {
  const { t, format } = useText();
  const { upload } = props;
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
              <div className="refusal" role="alert" data-testid="refusal">
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
          <ProgressLine
            step={upload.step === null ? t('admin.check.waiting') : format.of(upload.step)}
            fraction={upload.fraction ?? 0}
          />
        )}
      </div>
    </>
  );
}
