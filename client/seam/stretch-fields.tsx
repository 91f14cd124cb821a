import { InputNumber, Select } from 'antd';
import { type Basis, bases } from '../../geodata/jurisdiction/records.ts';
import type { SeamDetail } from '../api.ts';
import type { Stretch } from '../stretches.ts';
import { useText } from '../text/text.ts';
import { endsInWords } from './ends.ts';
import { Field } from './form.tsx';

/** The most that the server takes. */
const most = 50;

/** Stretches of a line that follow something else than the rest of it: from where to where, and what. */
export function StretchFields(props: {
  readonly seam: SeamDetail;
  readonly stretches: readonly Stretch[];
  readonly onChange: (stretches: readonly Stretch[]) => void;
}) {
  const text = useText();
  const { t, format } = text;
  const { seam, stretches, onChange } = props;
  const whole = Math.floor(seam.length);
  const put = (index: number, patch: Partial<Stretch>): void =>
    onChange(stretches.map((stretch, i) => (i === index ? { ...stretch, ...patch } : stretch)));
  return (
    <>
      <p className="seam-quiet">
        {t('seam.stretch.explain', { length: format.number(whole), ...endsInWords(seam.ends, text) })}
      </p>
      {stretches.map((stretch, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows being filled in have nothing else to tell them apart.
        <fieldset key={i} className="seam-contact">
          <legend className="visually-hidden">{t('seam.stretch.number', { number: i + 1 })}</legend>
          {(['from', 'to'] as const).map((end) => (
            <Field key={end} label={t(`seam.stretch.${end}`)}>
              <InputNumber
                min={0}
                max={whole + 1}
                precision={0}
                value={Math.round(stretch[end])}
                suffix="m"
                aria-label={t(`seam.stretch.${end}`)}
                onChange={(value) => put(i, { [end]: value ?? 0 })}
              />
            </Field>
          ))}
          <Field label={t('seam.basis.label')}>
            <Select<Basis | 'none'>
              value={stretch.basis ?? 'none'}
              aria-label={t('seam.basis.label')}
              options={(['none', ...bases] as const).map((value) => ({
                value,
                label: t(`seam.basis.${value}`),
              }))}
              onChange={(value) => put(i, { basis: value === 'none' ? null : value, holder: null })}
            />
          </Field>
          <Field label={t('seam.basis.accuracy')}>
            <InputNumber
              min={0}
              max={1000}
              step={0.1}
              value={stretch.accuracy}
              suffix="m"
              aria-label={t('seam.basis.accuracy')}
              onChange={(accuracy) => put(i, { accuracy })}
            />
          </Field>
          {(stretch.basis === 'kerb' || stretch.basis === 'wallFoot') && (
            <Field label={t('seam.basis.holder')}>
              <Select
                value={stretch.holder ?? ''}
                aria-label={t('seam.basis.holder')}
                options={[
                  { value: '', label: t('seam.basis.noHolder') },
                  ...[seam.left, seam.right].map((side) => ({ value: side.code, label: format.name(side) })),
                ]}
                onChange={(holder) => put(i, { holder: holder === '' ? null : holder })}
              />
            </Field>
          )}
          <button
            type="button"
            className="seam-small-button seam-stretch-remove"
            onClick={() => onChange(stretches.filter((_, other) => other !== i))}
          >
            {t('seam.stretch.remove')}
          </button>
        </fieldset>
      ))}
      {stretches.length < most && (
        <button
          type="button"
          className="seam-small-button"
          data-testid="stretch-add"
          onClick={() =>
            onChange([
              ...stretches,
              { from: stretches.at(-1)?.to ?? 0, to: whole, basis: null, holder: null, accuracy: null },
            ])
          }
        >
          {t('seam.stretch.add')}
        </button>
      )}
    </>
  );
}
