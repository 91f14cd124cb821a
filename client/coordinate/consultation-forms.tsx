import { Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import type { Whistle } from '../api.ts';
import { useCity } from '../text/city.ts';
import { isoOf } from '../text/day.ts';
import { useText } from '../text/text.ts';
import { TimePicker } from '../ui/day-picker.tsx';
import { useConsultation, useStep } from './queries.ts';
import { Reason, type RequestProps } from './request-forms.tsx';
import { StepFrame } from './step-parts.tsx';

/** Calls the parties together. */
export function CallStep({ whistle, onDone }: RequestProps) {
  const { t } = useText();
  const step = useStep(whistle.id);
  const [agenda, setAgenda] = useState('');
  const { timeZone } = useCity();
  const [place, setPlace] = useState('');
  const [at, setAt] = useState('');
  const [required, setRequired] = useState(false);
  return (
    <StepFrame
      title={t('coordinate.case.action.consultation')}
      submit={t('coordinate.case.request.send')}
      disabled={agenda.trim().length < 5 || at === ''}
      step={step}
      onCancel={onDone}
      onSubmit={() =>
        step.mutate(
          {
            step: 'consultations',
            body: { agenda, place, at: isoOf(at, timeZone), required },
          },
          { onSuccess: onDone },
        )
      }
    >
      <Line label={t('coordinate.case.request.agenda')} value={agenda} onChange={setAgenda} />
      <Line label={t('coordinate.case.request.place')} value={place} onChange={setPlace} />
      <TimePicker label={t('coordinate.case.request.at')} time={at} testId="consultation-at" onTime={setAt} />
      <Checkbox checked={required} onChange={(event) => setRequired(event.target.checked)}>
        {t('coordinate.case.request.required')}
      </Checkbox>
    </StepFrame>
  );
}

/** Enters what a consultation settled: who leads, and what each took on. */
export function HoldStep({ whistle, views, onDone }: RequestProps) {
  const { t, format } = useText();
  const [id, setId] = useState(views[0]?.request ?? '');
  const step = useConsultation(whistle.id);
  const parties = whistle.consultations.find((one) => one.id === id)?.parties ?? [];
  const [minutes, setMinutes] = useState('');
  const [plan, setPlan] = useState('');
  const { timeZone } = useCity();
  const [deadline, setDeadline] = useState('');
  const [lead, setLead] = useState(whistle.lead ?? '');
  const [duties, setDuties] = useState<Readonly<Record<string, string>>>({});
  const leader = parties.some(({ code }) => code === lead) ? lead : (parties[0]?.code ?? '');
  return (
    <StepFrame
      title={t('coordinate.case.action.holdConsultation')}
      submit={t('coordinate.case.request.send')}
      disabled={minutes.trim().length < 5}
      step={step}
      onCancel={onDone}
      onSubmit={() =>
        step.mutate(
          {
            id,
            step: 'hold',
            body: {
              minutes,
              plan,
              deadline: deadline === '' ? null : isoOf(deadline, timeZone),
              parties: parties.map(({ code }) => ({
                code,
                role: code === leader ? 'lead' : 'assist',
                duty: duties[code] ?? '',
              })),
            },
          },
          { onSuccess: onDone },
        )
      }
    >
      <Which whistle={whistle} ids={views.flatMap(({ request }) => request ?? [])} id={id} onChange={setId} />
      <Input.TextArea
        value={minutes}
        rows={3}
        maxLength={10_000}
        placeholder={t('coordinate.case.request.minutes')}
        aria-label={t('coordinate.case.request.minutes')}
        onChange={(event) => setMinutes(event.target.value)}
      />
      <Line label={t('coordinate.case.request.plan')} value={plan} onChange={setPlan} />
      <TimePicker
        label={t('coordinate.case.request.dueBy')}
        time={deadline}
        testId="consultation-due"
        onTime={setDeadline}
      />
      <Select
        value={leader}
        aria-label={t('coordinate.case.request.leads')}
        prefix={t('coordinate.case.request.leads')}
        options={parties.map((party) => ({ value: party.code, label: format.name(party) }))}
        onChange={setLead}
      />
      <fieldset className="step-choice">
        <legend>{t('coordinate.case.request.duties')}</legend>
        {parties.map((party) => (
          // Named in front: a name that stands in the field is gone as soon as something is typed.
          <Input
            key={party.code}
            value={duties[party.code] ?? ''}
            maxLength={500}
            aria-label={format.name(party)}
            addonBefore={format.name(party)}
            onChange={(event) => setDuties({ ...duties, [party.code]: event.target.value })}
          />
        ))}
      </fieldset>
    </StepFrame>
  );
}

/** Calls one off. */
export function CancelStep({ whistle, views, onDone }: RequestProps) {
  const { t } = useText();
  const [id, setId] = useState(views[0]?.request ?? '');
  const step = useConsultation(whistle.id);
  const [reason, setReason] = useState('');
  return (
    <StepFrame
      title={t('coordinate.case.action.cancelConsultation')}
      submit={t('coordinate.case.action.cancelConsultation')}
      disabled={reason.trim().length < 5}
      step={step}
      onCancel={onDone}
      onSubmit={() => step.mutate({ id, step: 'cancel', body: { reason } }, { onSuccess: onDone })}
    >
      <Which whistle={whistle} ids={views.flatMap(({ request }) => request ?? [])} id={id} onChange={setId} />
      <Reason value={reason} onChange={setReason} />
    </StepFrame>
  );
}

function Which(props: {
  readonly whistle: Whistle;
  readonly ids: readonly string[];
  readonly id: string;
  readonly onChange: (id: string) => void;
}) {
  const { t } = useText();
  const offered = props.whistle.consultations.filter(({ id }) => props.ids.includes(id));
  return (
    <Select
      value={props.id}
      aria-label={t('coordinate.case.request.which')}
      options={offered.map(({ id, agenda }) => ({ value: id, label: agenda }))}
      onChange={props.onChange}
    />
  );
}

function Line(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <Input
      value={props.value}
      maxLength={500}
      placeholder={props.label}
      aria-label={props.label}
      onChange={(event) => props.onChange(event.target.value)}
    />
  );
}
