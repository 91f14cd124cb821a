import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { levels } from '../../geodata/area.ts';
import { useText } from '../text/text.ts';
import { Refusal } from '../ui/notes.tsx';
import type { Field, Upload } from './contract.ts';
import type { Reading } from './queries.ts';
import { type Choice, completeReading, fieldRoles, isLevel, readCity, withChoice } from './reading.ts';

/** The third step: which column is the code, which the name, and of which level the areas are. */
export function FieldsPanel(props: {
  readonly upload: Upload;
  readonly choice: Choice;
  readonly onChoice: (choice: Choice) => void;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onCheck: () => void;
}) {
  const { t } = useText();
  const { upload, choice } = props;
  const { reading } = choice;
  const missing = (['level', 'code', 'name'] as const).filter((role) => !reading[role]);
  return (
    <>
      <header className="panel-head">
        <h1>{t('admin.fields.title')}</h1>
        <p>{t('admin.fields.explain')}</p>
      </header>
      <div className="panel-scroll">
        <div className="field-choices">
          <label htmlFor="role-level">{t('admin.role.level')}</label>
          <Select
            id="role-level"
            value={reading.level ?? null}
            placeholder={t('admin.fields.choose')}
            options={levels
              .filter((level) => level !== 'city')
              .map((level) => ({ value: level, label: t(`admin.level.${level}`) }))}
            onChange={(level: string) => {
              if (isLevel(level)) props.onChoice(withChoice(choice, { level }));
            }}
          />
          <span className="field-samples">{upload.guess.level !== null && t('admin.fields.levelNote')}</span>
          {fieldRoles.map((role) => {
            const field = upload.fields.find(({ name }) => name === reading[role]);
            return (
              <FieldRow
                key={role}
                role={role}
                field={field ?? null}
                fields={upload.fields}
                features={upload.features}
                guessed={upload.guess[role] ?? null}
                required={role === 'code' || role === 'name'}
                onChange={(name) => props.onChoice(withChoice(choice, { [role]: name }))}
              />
            );
          })}
          <CityField
            city={reading.city}
            onCity={(city) => {
              const { city: _, ...rest } = reading;
              props.onChoice({ ...choice, reading: city === null ? rest : { ...rest, city } });
            }}
          />
        </div>
        <FieldTable upload={upload} />
      </div>
      <footer className="panel-foot">
        <Refusal error={props.error} />
        <Button
          type="primary"
          autoInsertSpace={false}
          loading={props.busy}
          disabled={completeReading(choice) === null}
          onClick={props.onCheck}
          data-testid="check"
        >
          {missing.length > 0
            ? t('admin.fields.missing', { roles: missing.map((role) => t(`admin.role.${role}`)).join(' · ') })
            : t('admin.next.check', { count: upload.features })}
        </Button>
      </footer>
    </>
  );
}

/** The city the areas belong to; what is half written is kept here until it is one. */
function CityField(props: {
  readonly city: Reading['city'];
  readonly onCity: (city: NonNullable<Reading['city']> | null) => void;
}) {
  const { t } = useText();
  const [text, setText] = useState(props.city === undefined ? '' : `${props.city.code}:${props.city.name}`);
  const wrong = text.trim() !== '' && readCity(text) === null;
  return (
    <>
      <label htmlFor="role-city">
        {t('admin.role.city')}
        <small>{t('admin.optional')}</small>
      </label>
      <Input
        id="role-city"
        value={text}
        status={wrong ? 'error' : ''}
        aria-invalid={wrong}
        placeholder={t('admin.fields.cityExample')}
        onChange={(event) => {
          setText(event.target.value);
          props.onCity(readCity(event.target.value));
        }}
      />
      <span className="field-samples">{t('admin.fields.cityNote')}</span>
    </>
  );
}

function FieldRow(props: {
  readonly role: string;
  readonly field: Field | null;
  readonly fields: readonly Field[];
  readonly features: number;
  readonly guessed: string | null;
  readonly required: boolean;
  readonly onChange: (name: string) => void;
}) {
  const { t, format } = useText();
  const { role, field } = props;
  return (
    <>
      <label htmlFor={`role-${role}`}>
        {t(`admin.role.${role}`)}
        {!props.required && <small>{t('admin.optional')}</small>}
      </label>
      <Select
        id={`role-${role}`}
        value={field?.name ?? null}
        allowClear={!props.required}
        showSearch
        placeholder={props.required ? t('admin.fields.choose') : t('admin.fields.none')}
        options={props.fields.map(({ name }) => ({ value: name, label: name }))}
        onChange={(name: string | undefined) => props.onChange(name ?? '')}
      />
      <span className="field-samples">
        {field !== null &&
          format.facts([
            samplesOf(field, 3),
            field.filled < props.features &&
              t('admin.fields.empty', { count: props.features - field.filled }),
            field.name === props.guessed && t('admin.guessed'),
          ])}
      </span>
    </>
  );
}

/** Every column as the file has it, so that nobody chooses by its name alone. */
function FieldTable({ upload }: { readonly upload: Upload }) {
  const { t, format } = useText();
  return (
    <table className="field-table">
      <caption>{t('admin.fields.all', { count: upload.fields.length })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('admin.fields.column')}</th>
          <th scope="col">{t('admin.fields.filled')}</th>
          <th scope="col">{t('admin.fields.distinct')}</th>
          <th scope="col">{t('admin.fields.samples')}</th>
        </tr>
      </thead>
      <tbody>
        {upload.fields.map((field) => (
          <tr key={field.name}>
            <th scope="row">{field.name}</th>
            <td>{format.number(field.filled)}</td>
            <td>{format.number(field.distinct)}</td>
            <td>{samplesOf(field, 3)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const samplesOf = ({ samples }: Field, count: number): string =>
  samples
    .slice(0, count)
    .map((sample) => String(sample ?? '∅'))
    .join(' · ');
