import { Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import type { Lonlat } from '../../geodata/geometry.ts';
import type { ActionName, ActionView, CheckInForm, Whistle } from '../api.ts';
import { useText } from '../text/text.ts';
import { CallStep, CancelStep, HoldStep } from './consultation-forms.tsx';
import type { Place } from './place-picker.ts';
import { useStep } from './queries.ts';
import { EscalateStep, ExtendStep, ReturnStep } from './request-forms.tsx';
import { SideChoice, StepFrame, SummonsChoice, SummonsNames } from './step-parts.tsx';

interface StepProps {
  readonly whistle: Whistle;
  readonly action: ActionName;
  /** The reader's allowed actions of this name. */
  readonly views: readonly ActionView[];
  readonly place: Place;
  readonly onDone: () => void;
}

/** The form of one step, in the place of the buttons. */
export function StepForm(props: StepProps) {
  switch (props.action) {
    case 'checkIn':
      return <CheckInStep {...props} />;
    case 'feedback':
      return <FeedbackStep {...props} />;
    case 'release':
      return <ReleaseStep {...props} />;
    case 'sign':
      return <SignStep {...props} />;
    case 'return':
      return <ReturnStep {...props} />;
    case 'extend':
      return <ExtendStep {...props} />;
    case 'escalate':
      return <EscalateStep {...props} />;
    case 'consultation':
      return <CallStep {...props} />;
    case 'holdConsultation':
      return <HoldStep {...props} />;
    case 'cancelConsultation':
      return <CancelStep {...props} />;
    default:
      return <PlainStep {...props} />;
  }
}

const forms: readonly CheckInForm[] = ['platform', 'laneChief', 'doubleCheckIn', 'weekend'];

function CheckInStep({ whistle, views, place, onDone }: StepProps) {
  const { t } = useText();
  const step = useStep(whistle.id);
  const [summons, setSummons] = useState<readonly string[]>(() =>
    views.flatMap((view) => view.summons).slice(0, 1),
  );
  const [form, setForm] = useState<CheckInForm>('platform');
  const [where, setWhere] = useState<'atPlace' | 'onMap' | 'none'>('atPlace');
  const [picked, setPicked] = useState<Lonlat | null>(null);
  const [reason, setReason] = useState('');
  const position = where === 'atPlace' ? whistle.location : where === 'onMap' ? picked : null;
  const choose = (next: typeof where) => {
    setWhere(next);
    if (next === 'onMap') place.pick(setPicked);
    else place.cancel();
  };
  return (
    <StepFrame
      title={t('coordinate.case.checkIn.title')}
      submit={t('coordinate.case.checkIn.submit')}
      disabled={
        summons.length === 0 ||
        (where === 'onMap' && picked === null) ||
        (where === 'none' && reason.trim() === '')
      }
      step={step}
      onCancel={() => {
        place.cancel();
        onDone();
      }}
      onSubmit={() =>
        step.mutate(
          { step: 'check-ins', body: { summons, form, position, accuracy: 5, reason } },
          { onSuccess: onDone },
        )
      }
    >
      <SummonsChoice
        whistle={whistle}
        views={views}
        chosen={summons}
        onChange={setSummons}
        label={t('coordinate.case.checkIn.who')}
      />
      <Select
        value={form}
        aria-label={t('coordinate.case.checkIn.form')}
        options={forms.map((name) => ({ value: name, label: t(`coordinate.case.checkIn.forms.${name}`) }))}
        onChange={setForm}
      />
      <Segmented
        block
        value={where}
        aria-label={t('coordinate.case.checkIn.position')}
        options={(['atPlace', 'onMap', 'none'] as const).map((name) => ({
          value: name,
          label: t(`coordinate.case.checkIn.${name}`),
        }))}
        onChange={choose}
      />
      {where === 'onMap' && (
        <p className="actions-waits">
          {t(picked === null ? 'coordinate.case.checkIn.picking' : 'coordinate.case.checkIn.picked')}
        </p>
      )}
      {where !== 'atPlace' && (
        <Input
          value={reason}
          maxLength={200}
          placeholder={t('coordinate.case.checkIn.reason')}
          aria-label={t('coordinate.case.checkIn.reason')}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
    </StepFrame>
  );
}

function FeedbackStep({ whistle, views, onDone }: StepProps) {
  const { t } = useText();
  const step = useStep(whistle.id);
  const [side, setSide] = useState(views[0]?.areaCode ?? '');
  const [text, setText] = useState('');
  return (
    <StepFrame
      title={t('coordinate.case.feedbackForm.title')}
      submit={t('coordinate.case.feedbackForm.submit')}
      disabled={text.trim() === ''}
      step={step}
      onCancel={onDone}
      onSubmit={() =>
        step.mutate(
          { step: 'feedback', body: { area: side, text, version: whistle.version } },
          { onSuccess: onDone },
        )
      }
    >
      <SideChoice
        whistle={whistle}
        views={views}
        chosen={side}
        onChange={setSide}
        label={t('coordinate.case.feedbackForm.side')}
      />
      <Input.TextArea
        value={text}
        rows={3}
        maxLength={1000}
        placeholder={t('coordinate.case.feedbackForm.text')}
        aria-label={t('coordinate.case.feedbackForm.text')}
        data-testid="feedback-text"
        onChange={(event) => setText(event.target.value)}
      />
    </StepFrame>
  );
}

function ReleaseStep({ whistle, views, onDone }: StepProps) {
  const { t } = useText();
  const step = useStep(whistle.id);
  const [summons, setSummons] = useState<readonly string[]>(() => views.flatMap((view) => view.summons));
  return (
    <StepFrame
      title={t('coordinate.case.releaseForm.title')}
      submit={t('coordinate.case.releaseForm.submit', { count: summons.length })}
      disabled={summons.length === 0}
      step={step}
      onCancel={onDone}
      onSubmit={() => step.mutate({ step: 'release', body: { summons } }, { onSuccess: onDone })}
    >
      <SummonsChoice
        whistle={whistle}
        views={views}
        chosen={summons}
        onChange={setSummons}
        label={t('coordinate.case.releaseForm.text')}
      />
    </StepFrame>
  );
}

function SignStep({ whistle, views, onDone }: StepProps) {
  const { t } = useText();
  const step = useStep(whistle.id);
  const [side, setSide] = useState(views[0]?.areaCode ?? '');
  return (
    <StepFrame
      title={t('coordinate.case.signForm.title')}
      submit={t('coordinate.case.signForm.submit')}
      disabled={side === ''}
      step={step}
      onCancel={onDone}
      onSubmit={() => step.mutate({ step: 'close', body: { area: side } }, { onSuccess: onDone })}
    >
      <SideChoice
        whistle={whistle}
        views={views}
        chosen={side}
        onChange={setSide}
        label={t('coordinate.case.signForm.side')}
      />
      <p className="actions-waits">{t('coordinate.case.signForm.text')}</p>
    </StepFrame>
  );
}

/** Steps that ask nothing: reading and verifying. */
function PlainStep({ whistle, action, views, onDone }: StepProps) {
  const { t } = useText();
  const step = useStep(whistle.id);
  const verify = action === 'verify';
  const send = () =>
    step.mutate(
      verify
        ? { step: 'verify', body: {} }
        : { step: 'reads', body: { summons: views.flatMap((view) => view.summons) } },
      { onSuccess: onDone },
    );
  return (
    <StepFrame
      title={t(verify ? 'coordinate.case.verifyForm.title' : 'coordinate.case.action.read')}
      submit={t(verify ? 'coordinate.case.verifyForm.submit' : 'coordinate.case.action.read')}
      disabled={false}
      step={step}
      onCancel={onDone}
      onSubmit={send}
    >
      {verify ? (
        <p className="actions-waits">{t('coordinate.case.verifyForm.text')}</p>
      ) : (
        <p className="actions-waits">
          <SummonsNames whistle={whistle} ids={views.flatMap((view) => view.summons)} />
        </p>
      )}
    </StepFrame>
  );
}
