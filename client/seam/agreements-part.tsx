import { Input, Select } from 'antd';
import { useState } from 'react';
import type { SeamDetail } from '../api.ts';
import { useCity } from '../text/city.ts';
import { dayAfter, startOfDay } from '../text/day.ts';
import { useText } from '../text/text.ts';
import { DayPicker } from '../ui/day-picker.tsx';
import { Field, Form, Part } from './form.tsx';
import { useCategories, useSeamChange } from './queries.ts';

type Agreement = SeamDetail['agreements'][number];

/** Who leads on the seam by agreement: in force, to come, ended; with the forms to make and to end one. */
export function AgreementsPart({ seam }: { readonly seam: SeamDetail }) {
  const { t } = useText();
  const [making, setMaking] = useState(false);
  const [ending, setEnding] = useState<string | null>(null);
  return (
    <Part
      title={t('seam.agreement.label')}
      action={
        seam.mayRecord && !making ? { label: t('seam.agreement.make'), onClick: () => setMaking(true) } : null
      }
    >
      {making && <AgreementForm seam={seam} onDone={() => setMaking(false)} />}
      {seam.agreements.length === 0 && !making && <p className="seam-quiet">{t('seam.agreement.none')}</p>}
      <ul className="seam-agreements">
        {seam.agreements.map((agreement) => (
          <li key={agreement.id} className={agreement.state === 'ended' ? 'seam-ended' : ''}>
            <AgreementLine
              seam={seam}
              agreement={agreement}
              onEnd={
                seam.mayRecord && agreement.state !== 'ended' && ending !== agreement.id
                  ? () => setEnding(agreement.id)
                  : null
              }
            />
            {ending === agreement.id && (
              <EndForm seam={seam} id={agreement.id} onDone={() => setEnding(null)} />
            )}
          </li>
        ))}
      </ul>
    </Part>
  );
}

function AgreementLine(props: {
  readonly seam: SeamDetail;
  readonly agreement: Agreement;
  readonly onEnd: (() => void) | null;
}) {
  const { t, format } = useText();
  const { seam, agreement, onEnd } = props;
  const lead = [seam.left, seam.right].find(({ code }) => code === agreement.lead);
  return (
    <>
      <div className="seam-agreement-head">
        <strong>{agreement.category ? format.name(agreement.category) : t('seam.agreement.all')}</strong>
        <span className={`seam-tag seam-tag-${agreement.state}`}>
          {t(`seam.agreement.${agreement.state}`)}
        </span>
        {onEnd !== null && (
          <button type="button" className="seam-small-button" onClick={onEnd}>
            {t('seam.agreement.end')}
          </button>
        )}
      </div>
      <p>
        {format.facts([
          t('seam.agreement.leads', { side: lead ? format.name(lead) : agreement.lead }),
          t(agreement.until === null ? 'seam.agreement.since' : 'seam.agreement.span', {
            from: format.fullDate(agreement.from),
            // It holds to the end of its last day.
            until: agreement.until === null ? '' : format.fullDate(Date.parse(agreement.until) - 1),
          }),
        ])}
      </p>
      <p>{agreement.text}</p>
      <p className="seam-quiet">
        {format.facts([
          t('seam.agreement.madeBy', { name: agreement.madeBy, date: format.fullDate(agreement.madeAt) }),
          agreement.ended &&
            t('seam.agreement.endedBy', {
              name: agreement.ended.by,
              date: format.fullDate(agreement.ended.at),
              reason: agreement.ended.reason,
            }),
        ])}
      </p>
    </>
  );
}

function AgreementForm({ seam, onDone }: { readonly seam: SeamDetail; readonly onDone: () => void }) {
  const { t, format } = useText();
  const { timeZone } = useCity();
  const change = useSeamChange(seam.key);
  const { data: catalogue } = useCategories();
  const [category, setCategory] = useState('');
  const [lead, setLead] = useState(seam.left.code);
  const [text, setText] = useState('');
  const [from, setFrom] = useState<string | null>(null);
  const [until, setUntil] = useState<string | null>(null);
  return (
    <Form
      label={t('seam.agreement.make')}
      submit={t('seam.agreement.make')}
      disabled={text.trim() === ''}
      pending={change.isPending}
      error={change.error}
      onCancel={onDone}
      onSubmit={() =>
        change.mutate(
          {
            method: 'POST',
            what: 'agreements',
            body: {
              category: category === '' ? null : category,
              lead,
              text,
              ...(from !== null && { from: midnight(from, timeZone) }),
              until: until === null ? null : midnight(dayAfter(until), timeZone),
            },
          },
          { onSuccess: onDone },
        )
      }
    >
      <div className="seam-form-pair">
        <Field label={t('seam.agreement.category')}>
          <Select
            value={category}
            showSearch
            optionFilterProp="label"
            aria-label={t('seam.agreement.category')}
            data-testid="agreement-category"
            options={[
              { value: '', label: t('seam.agreement.all') },
              ...(catalogue?.categories ?? []).map((one) => ({ value: one.code, label: format.name(one) })),
            ]}
            onChange={setCategory}
          />
        </Field>
        <Field label={t('seam.agreement.lead')}>
          <Select
            value={lead}
            aria-label={t('seam.agreement.lead')}
            options={[seam.left, seam.right].map((side) => ({ value: side.code, label: format.name(side) }))}
            onChange={setLead}
          />
        </Field>
        <Field label={t('seam.agreement.from')}>
          <DayPicker
            label={t('seam.agreement.from')}
            day={from}
            testId="agreement-from"
            onDay={setFrom}
            onClear={() => setFrom(null)}
          />
        </Field>
        <Field label={t('seam.agreement.until')}>
          <DayPicker
            label={t('seam.agreement.until')}
            day={until}
            {...(from !== null && { from })}
            testId="agreement-until"
            onDay={setUntil}
            onClear={() => setUntil(null)}
          />
        </Field>
      </div>
      <Field label={t('seam.agreement.text')}>
        <Input.TextArea
          value={text}
          rows={2}
          maxLength={2000}
          placeholder={t('seam.required')}
          data-testid="agreement-text"
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
    </Form>
  );
}

function EndForm(props: { readonly seam: SeamDetail; readonly id: string; readonly onDone: () => void }) {
  const { t } = useText();
  const change = useSeamChange(props.seam.key);
  const [reason, setReason] = useState('');
  return (
    <Form
      label={t('seam.agreement.end')}
      submit={t('seam.agreement.end')}
      disabled={reason.trim() === ''}
      pending={change.isPending}
      error={change.error}
      onCancel={props.onDone}
      onSubmit={() =>
        change.mutate(
          { method: 'POST', what: `agreements/${props.id}/end`, body: { reason } },
          { onSuccess: props.onDone },
        )
      }
    >
      <Field label={t('seam.agreement.reason')}>
        <Input
          value={reason}
          maxLength={500}
          placeholder={t('seam.required')}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
    </Form>
  );
}

/** Midnight at which a day of the city begins, wherever the reader's clock stands. */
const midnight = (day: string, timeZone: string): string => new Date(startOfDay(day, timeZone)).toISOString();
