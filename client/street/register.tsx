import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useText } from '../text/text.ts';
import { Refusal } from '../ui/notes.tsx';
import { useRegister } from './queries.ts';

const columns = 'number, role, name, phone, organisation, street, area, since, until';
/** Faults shown; a file of the wrong kind has thousands. */
const most = 50;

/** The register as a file: out, checked, and in. */
export function Register() {
  const { t, language } = useText();
  const register = useRegister();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const report = register.data;
  return (
    <section className="street-register" aria-label={t('street.register.title')}>
      <h3>{t('street.register.title')}</h3>
      <p className="street-quiet">{t('street.register.explain', { columns })}</p>
      <div className="street-buttons">
        <Button href="/api/keepers.csv" autoInsertSpace={false}>
          {t('street.register.download')}
        </Button>
        <Button autoInsertSpace={false} loading={register.isPending} onClick={() => input.current?.click()}>
          {t(register.isPending ? 'street.register.checking' : 'street.register.choose')}
        </Button>
        <input
          ref={input}
          type="file"
          accept=".csv,text/csv"
          hidden
          data-testid="register-file"
          onChange={(event) => {
            const chosen = event.target.files?.[0] ?? null;
            event.target.value = '';
            setFile(chosen);
            if (chosen !== null) register.mutate({ file: chosen, commit: false });
          }}
        />
      </div>
      <Refusal error={register.error} />
      {report !== undefined && (
        <div role="status" data-testid="register-report">
          <p>
            {report.committed
              ? t('street.register.done', { count: report.sound })
              : t('street.register.sound', { rows: report.rows, sound: report.sound })}
          </p>
          {report.errors.length > 0 && (
            <>
              <p className="overdue">{t('street.register.errors', { count: report.errors.length })}</p>
              <table>
                <thead>
                  <tr>
                    <th>{t('street.register.line')}</th>
                    <th>{t('street.register.field')}</th>
                    <th>{t('street.register.got')}</th>
                    <th>{t('street.register.wanted')}</th>
                  </tr>
                </thead>
                <tbody>
                  {report.errors.slice(0, most).map((fault) => (
                    <tr key={`${fault.line} ${fault.field}`}>
                      <td>{fault.line}</td>
                      <td>{fault.field}</td>
                      <td>{fault.got}</td>
                      <td>{fault.wanted[language]}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </>
          )}
          {!report.committed && report.errors.length === 0 && file !== null && (
            <Button
              type="primary"
              autoInsertSpace={false}
              loading={register.isPending}
              data-testid="register-commit"
              onClick={() => register.mutate({ file, commit: true })}
            >
              {t('street.register.commit')}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}
