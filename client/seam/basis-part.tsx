import { Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { type Basis, bases } from '../../geodata/jurisdiction/records.ts';
import type { SeamDetail } from '../api.ts';
import { useText } from '../text/text.ts';
import { endsInWords } from './ends.ts';
import { Field, Form, Part } from './form.tsx';
import { useSeamChange } from './queries.ts';
import { StretchFields } from './stretch-fields.tsx';

/** What the line follows on the ground, how well it is known, and who recorded it; with the form to record it. */
export function BasisPart({ seam }: { readonly seam: SeamDetail }) {
  const text = useText();
  const { t, format } = text;
  const [editing, setEditing] = useState(false);
  const holder = [seam.left, seam.right].find(({ code }) => code === seam.holder);
  const sideName = (code: string): string => format.name(seam.left.code === code ? seam.left : seam.right);
  return (
    <Part
      title={t('seam.basis.label')}
      action={
        seam.mayRecord && !editing
          ? {
              label: t(seam.basis === null ? 'seam.basis.record' : 'seam.change'),
              onClick: () => setEditing(true),
            }
          : null
      }
    >
      {editing ? (
        <BasisForm seam={seam} onDone={() => setEditing(false)} />
      ) : seam.basis === null && seam.stretches.length === 0 ? (
        <p className="seam-defect">{t('seam.basis.missing')}</p>
      ) : (
        <>
          {seam.stretches.length > 0 && (
            <p className="seam-quiet">
              {t('seam.stretch.counted', { from: endsInWords(seam.ends, text).from })}
            </p>
          )}
          {seam.stretches.map((stretch) => (
            <p key={stretch.from}>
              {format.facts([
                t('seam.stretch.reach', {
                  from: format.distance(stretch.from),
                  to: format.distance(stretch.to),
                }),
                t(`seam.basis.${stretch.basis ?? 'none'}`),
                stretch.holder !== null && t('seam.basis.holds', { side: sideName(stretch.holder) }),
                stretch.accuracy !== null && `±${format.length(stretch.accuracy)}`,
              ])}
            </p>
          ))}
          <p>
            {format.facts([
              seam.stretches.length > 0 && t('seam.stretch.rest'),
              t(`seam.basis.${seam.basis ?? 'none'}`),
              holder && t('seam.basis.holds', { side: format.name(holder) }),
              seam.accuracy !== null && `±${format.length(seam.accuracy)}`,
              seam.accuracySource,
            ])}
          </p>
          {seam.note !== '' && <p>{seam.note}</p>}
          {seam.updatedAt !== null && (
            <p className="seam-quiet">
              {format.facts([
                format.fullDate(seam.updatedAt),
                seam.updatedBy,
                t('seam.version', { version: seam.version }),
              ])}
            </p>
          )}
        </>
      )}
    </Part>
  );
}

function BasisForm({ seam, onDone }: { readonly seam: SeamDetail; readonly onDone: () => void }) {
  const { t, format } = useText();
  const change = useSeamChange(seam.key);
  const [basis, setBasis] = useState<Basis | null>(seam.basis);
  const [holder, setHolder] = useState<string | null>(seam.holder);
  const [accuracy, setAccuracy] = useState<number | null>(seam.accuracy);
  const [accuracySource, setSource] = useState(seam.accuracySource);
  const [note, setNote] = useState(seam.note);
  const [stretches, setStretches] = useState(seam.stretches);
  const held = basis === 'kerb' || basis === 'wallFoot';
  return (
    <Form
      label={t('seam.basis.record')}
      submit={t('seam.save')}
      pending={change.isPending}
      error={change.error}
      onCancel={onDone}
      onSubmit={() =>
        change.mutate(
          {
            method: 'PUT',
            what: 'basis',
            body: {
              basis,
              holder: held ? holder : null,
              accuracy,
              accuracySource,
              note,
              version: seam.version,
              stretches,
            },
          },
          { onSuccess: onDone },
        )
      }
    >
      <Field label={t('seam.basis.label')}>
        <Select<Basis | 'none'>
          value={basis ?? 'none'}
          aria-label={t('seam.basis.label')}
          data-testid="basis-select"
          options={(['none', ...bases] as const).map((value) => ({ value, label: t(`seam.basis.${value}`) }))}
          onChange={(value) => setBasis(value === 'none' ? null : value)}
        />
      </Field>
      {held && (
        <Field label={t('seam.basis.holder')}>
          <Select
            value={holder ?? ''}
            aria-label={t('seam.basis.holder')}
            options={[
              { value: '', label: t('seam.basis.noHolder') },
              ...[seam.left, seam.right].map((side) => ({ value: side.code, label: format.name(side) })),
            ]}
            onChange={(value) => setHolder(value === '' ? null : value)}
          />
        </Field>
      )}
      <div className="seam-form-pair">
        <Field label={t('seam.basis.accuracy')}>
          <InputNumber
            min={0}
            max={1000}
            step={0.1}
            value={accuracy}
            suffix="m"
            aria-label={t('seam.basis.accuracy')}
            onChange={(value) => setAccuracy(value)}
          />
        </Field>
        <Field label={t('seam.basis.source')}>
          <Input
            value={accuracySource}
            maxLength={200}
            placeholder={t('seam.basis.sourceHint')}
            onChange={(event) => setSource(event.target.value)}
          />
        </Field>
      </div>
      <StretchFields seam={seam} stretches={stretches} onChange={setStretches} />
      <Field label={t('seam.noteLabel')}>
        <Input.TextArea
          value={note}
          rows={2}
          maxLength={2000}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
    </Form>
  );
}
