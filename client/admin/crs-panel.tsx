import { Button, Radio } from 'antd';
import { useText } from '../text/text.ts';
import type { Upload } from './contract.ts';
import { type Choice, withChoice } from './reading.ts';

/** The second step: in which coordinates the file is written. Guessed and said why; a person agrees or knows better. */
export function CrsPanel(props: {
  readonly upload: Upload;
  readonly choice: Choice;
  readonly onChoice: (choice: Choice) => void;
  readonly onNext: () => void;
}) {
  const { t, format } = useText();
  const { upload, choice } = props;
  const { guess, reason } = upload.crs;
  const tried = upload.crs.candidates.filter(({ crs }) => crs !== guess);
  const candidates = guess === null ? tried : [{ crs: guess, fit: null }, ...tried];
  return (
    <>
      <header className="panel-head">
        <h1>{t('admin.crsPanel.title')}</h1>
        <p>{t('admin.crsPanel.explain')}</p>
      </header>
      <div className="panel-scroll">
        {guess === null && <p className="panel-note">{format.of(reason)}</p>}
        <Radio.Group
          className="choices"
          value={choice.reading.crs ?? null}
          onChange={(event) =>
            props.onChoice(withChoice({ ...choice, crsAgreed: false }, { crs: event.target.value as string }))
          }
        >
          {candidates.map(({ crs, fit }) => (
            <Radio key={crs} value={crs} data-testid={`crs-${crs}`}>
              <span className="choice-title">
                {t(`admin.crs.${crs}`, crs)}
                {crs === guess && <span className="choice-tag">{t('admin.guessed')}</span>}
              </span>
              <span className="choice-note">
                {crs === guess
                  ? format.of(reason)
                  : format.facts([
                      t(`admin.crsAbout.${crs}`, ''),
                      fit !== null && t('admin.crsPanel.fit', { share: format.share(fit) }),
                    ])}
              </span>
            </Radio>
          ))}
        </Radio.Group>
        {upload.preview !== null && (
          <dl className="facts">
            <div>
              <dt>{t('admin.crsPanel.west')}</dt>
              <dd>{corner(upload.preview[0], upload.preview[1])}</dd>
            </div>
            <div>
              <dt>{t('admin.crsPanel.east')}</dt>
              <dd>{corner(upload.preview[2], upload.preview[3])}</dd>
            </div>
          </dl>
        )}
        <p className="panel-note">{t('admin.crsPanel.matters')}</p>
      </div>
      <footer className="panel-foot">
        <Button
          type="primary"
          autoInsertSpace={false}
          data-testid="next"
          disabled={choice.reading.crs === undefined}
          onClick={() => {
            props.onChoice({ ...choice, crsAgreed: true });
            props.onNext();
          }}
        >
          {choice.reading.crs === undefined
            ? t('admin.crsPanel.choose')
            : t('admin.next.fields', { crs: t(`admin.crs.${choice.reading.crs}`, choice.reading.crs) })}
        </Button>
      </footer>
    </>
  );
}

const corner = (lon: number, lat: number): string => `${lon.toFixed(5)}, ${lat.toFixed(5)}`;
