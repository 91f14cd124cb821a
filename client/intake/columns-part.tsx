import { Button, InputNumber, Radio, Select } from 'antd';
import type { IntakeFile } from '../api.ts';
import { useText } from '../text/text.ts';
import { type Reading, useCategories } from './queries.ts';
import { fields, guessOf, missing, sources, systems } from './reading.ts';

/** The second step: which column holds what, and in which reference system positions are. */
export function ColumnsPart(props: {
  readonly file: IntakeFile;
  readonly reading: Reading;
  readonly onReading: (reading: Reading) => void;
  readonly onNext: () => void;
}) {
  const { t, format } = useText();
  const categories = useCategories();
  const { file, reading, onReading } = props;
  const sheet = file.facts.sheets.find(({ name }) => name === reading.sheet);
  const waits = missing(reading);
  const samples = new Map(sheet?.columns.map((column) => [column.name, column.samples]));
  return (
    <>
      {file.earlier && (
        <p className="intake-note" data-testid="intake-earlier">
          {t('intake.earlier', {
            date: format.dateTime(file.earlier.at),
            count: format.number(file.earlier.loaded),
          })}
        </p>
      )}
      {file.facts.sheets.length > 1 && (
        <div className="intake-field">
          <span id="intake-sheet">{t('intake.sheet')}</span>
          <Select
            value={reading.sheet}
            aria-labelledby="intake-sheet"
            options={file.facts.sheets.map(({ name, rows }) => ({
              value: name,
              label: format.facts([name, t('intake.rows', { count: format.number(rows) })]),
            }))}
            onChange={(name) =>
              onReading({
                ...reading,
                sheet: name,
                mapping: guessOf(file.facts.sheets.find((one) => one.name === name)),
              })
            }
          />
        </div>
      )}
      <h2>{t('intake.columns')}</h2>
      <div className="intake-fields">
        {fields.map((field) => {
          const column = reading.mapping[field] ?? null;
          const shown = column === null ? [] : (samples.get(column) ?? []);
          return (
            <div key={field} className="intake-field">
              <span id={`intake-${field}`}>{t(`intake.field.${field}`)}</span>
              <Select<string>
                value={column ?? ''}
                aria-labelledby={`intake-${field}`}
                data-testid={`intake-field-${field}`}
                showSearch
                options={[
                  { value: '', label: t('intake.noColumn') },
                  ...(sheet?.columns.map(({ name }) => ({ value: name, label: name })) ?? []),
                ]}
                onChange={(name) =>
                  onReading({ ...reading, mapping: { ...reading.mapping, [field]: name || null } })
                }
              />
              <small>{shown.length > 0 && t('intake.sample', { samples: format.facts(shown) })}</small>
            </div>
          );
        })}
      </div>
      <h2>{t('intake.crs')}</h2>
      <Radio.Group
        className="intake-systems"
        value={reading.crs}
        onChange={(event) => onReading({ ...reading, crs: event.target.value as string })}
      >
        {systems.map((crs) => (
          <Radio key={crs} value={crs} data-testid={`intake-crs-${crs}`}>
            {t(`intake.crsOf.${crs}`)}
          </Radio>
        ))}
      </Radio.Group>
      <h2>{t('intake.defaults')}</h2>
      <div className="intake-fields">
        <div className="intake-field">
          <span id="intake-category">{t('intake.field.category')}</span>
          <Select<string>
            value={reading.category ?? ''}
            aria-labelledby="intake-category"
            showSearch={{ optionFilterProp: 'label' }}
            options={[
              { value: '', label: t('intake.allCategories') },
              ...(categories.data?.categories.map((one) => ({ value: one.code, label: format.name(one) })) ??
                []),
            ]}
            onChange={(category) => onReading({ ...reading, category: category || null })}
          />
        </div>
        <div className="intake-field">
          <span id="intake-source">{t('intake.field.source')}</span>
          <Select
            value={reading.source}
            aria-labelledby="intake-source"
            options={sources.map((source) => ({
              value: source as string,
              label: t(`intake.source.${source}`),
            }))}
            onChange={(source) => onReading({ ...reading, source })}
          />
        </div>
        <div className="intake-field">
          <span id="intake-accuracy">{t('intake.accuracy')}</span>
          <InputNumber
            value={reading.accuracy}
            aria-labelledby="intake-accuracy"
            min={0}
            max={5000}
            onChange={(accuracy) => onReading({ ...reading, accuracy: accuracy ?? 0 })}
          />
        </div>
      </div>
      <footer className="intake-foot">
        {waits.length > 0 && (
          <span>
            {t('intake.waits', { what: format.list(waits.map((field) => t(`intake.field.${field}`))) })}
          </span>
        )}
        <Button
          type="primary"
          autoInsertSpace={false}
          data-testid="intake-preview"
          disabled={waits.length > 0}
          onClick={props.onNext}
        >
          {t('intake.toPreview')}
        </Button>
      </footer>
    </>
  );
}
