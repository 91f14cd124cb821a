import { Link } from '@tanstack/react-router';
import { Button, Progress } from 'antd';
import type { IntakeFile } from '../api.ts';
import { useText } from '../text/text.ts';

/** The last step: how far the loading is, then what came of it. */
export function RunPart({ file, onAgain }: { readonly file: IntakeFile; readonly onAgain: () => void }) {
  const { t, format } = useText();
  const running = file.state === 'running' && !file.lost;
  return (
    <>
      {running ? (
        <div aria-live="polite">
          <p>{t('intake.running', { read: format.number(file.read), total: format.number(file.total) })}</p>
          <Progress
            percent={file.total > 0 ? Math.round((100 * file.read) / file.total) : 0}
            strokeColor="var(--ink)"
            size="small"
          />
        </div>
      ) : file.state === 'done' ? (
        <h2 data-testid="intake-done">{t('intake.done')}</h2>
      ) : (
        <p className="intake-warning" role="alert">
          {file.failure === null ? t('intake.lost') : format.of(file.failure)}
        </p>
      )}
      <dl className="intake-figures">
        {(['loaded', 'repeated', 'faulty'] as const).map((figure) => (
          <div key={figure}>
            <dt>{t(`intake.${figure}`)}</dt>
            <dd data-testid={`intake-${figure}`}>{format.number(file[figure])}</dd>
          </div>
        ))}
      </dl>
      {!running && file.faulty > 0 && (
        <>
          <a
            className="intake-download"
            href={`/api/intake/files/${file.id}/faults.csv`}
            data-testid="intake-faults"
            download
          >
            {t('intake.faults')}
          </a>
          <p className="intake-quiet">{t('intake.faultsNote')}</p>
        </>
      )}
      {!running && (
        <footer className="intake-foot">
          <Button autoInsertSpace={false} onClick={onAgain}>
            {t('intake.again')}
          </Button>
          <Link to="/coordinate">{t('intake.look')}</Link>
        </footer>
      )}
    </>
  );
}
