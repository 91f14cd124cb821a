import { Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import type { ActionName, ActionView, Whistle } from '../api.ts';
import { useCity } from '../text/city.ts';
import { isoOf } from '../text/day.ts';
import { useText } from '../text/text.ts';
import { TimePicker } from '../ui/day-picker.tsx';
import { useStep } from './queries.ts';
import { SideChoice, StepFrame } from './step-parts.tsx';

/** What the form of a request is given. */
export interface RequestProps {
  readonly whistle: Whistle;
  readonly action: ActionName;
  /** The reader's allowed actions of this name. */
  readonly views: readonly ActionView[];
  readonly onDone: () => void;
}

/** A side, or a body of it, says that this is not its own. */
export function ReturnStep({ whistle, views, onDone }: RequestProps) {
  const { t } = useText();
  const step = useStep(whistle.id);
  const areas = [...new Set(views.flatMap(({ areaCode }) => areaCode ?? []))];
  const [area, setArea] = useState(areas[0] ?? '');
  const [reason, setReason] = useState('');
  const mine = views.filter(({ areaCode }) => areaCode === area);
  const whole = mine.some(({ summons }) => summons.length === 0);
  const [chosen, setChosen] = useState<string | null>(null);
  const bodies = whistle.summonses.filter(({ id }) => mine.some(({ summons }) => summons.includes(id)));
  const { format } = useText();
  const options = [
    ...(whole ? [{ value: '', label: t('coordinate.case.request.wholeSide') }] : []),
    ...bodies.map(({ id, bodyName, bodyNameEn }) => ({
      value: id,
      label: format.name({ name: bodyName, nameEn: bodyNameEn }),
    })),
  ];
  const summons = chosen ?? options[0]?.value ?? '';
  return (
    <StepFrame
      title={t('coordinate.case.action.return')}
      submit={t('coordinate.case.action.return')}
      disabled={reason.trim().length < 5}
      step={step}
      onCancel={onDone}
      onSubmit={() =>
        step.mutate(
          { step: 'return', body: { area, summons: summons || null, reason } },
          { onSuccess: onDone },
        )
      }
    >
      {areas.length > 1 && (
        <SideChoice
          whistle={whistle}
          views={views}
          chosen={area}
          label={t('coordinate.case.request.side')}
          onChange={(code) => {
            setArea(code);
            setChosen(null);
          }}
        />
      )}
      <Select
        value={summons}
        aria-label={t('coordinate.case.request.who')}
        options={options}
        onChange={setChosen}
      />
      <Reason value={reason} onChange={setReason} />
    </StepFrame>
  );
}

/** The blower's answer to a return or an extension. */
export function AnswerStep({ whistle, action, views, onDone }: RequestProps) {
  const { t, format } = useText();
  const step = useStep(whistle.id);
  const [request, setRequest] = useState(views[0]?.request ?? '');
  const [agreed, setAgreed] = useState(true);
  const [reason, setReason] = useState('');
  const title = t(`coordinate.case.action.${action}`);
  const options = views.flatMap(({ request: id }) => {
    const returned = action === 'returnAnswer' ? whistle.returns.find((one) => one.id === id) : undefined;
    const extended = action === 'extendAnswer' ? whistle.extensions.find((one) => one.id === id) : undefined;
    const label = returned
      ? t('coordinate.case.request.returned', { who: format.name(returned.who), reason: returned.reason })
      : extended &&
        t('coordinate.case.request.extended', {
          who: format.name(extended.who),
          until: format.dateTime(extended.until),
          reason: extended.reason,
        });
    return id !== null && label ? [{ value: id, label }] : [];
  });
  return (
    <StepFrame
      title={title}
      submit={t('coordinate.case.request.send')}
      disabled={reason.trim().length < 5 || request === ''}
      step={step}
      onCancel={onDone}
      onSubmit={() =>
        step.mutate(
          {
            step: action === 'returnAnswer' ? 'return-answer' : 'extend-answer',
            body: { request, agreed, reason, version: whistle.version },
          },
          { onSuccess: onDone },
        )
      }
    >
      {options.length > 1 && (
        <Select
          value={request}
          aria-label={t('coordinate.case.request.which')}
          options={options}
          onChange={setRequest}
        />
      )}
      <Segmented
        block
        value={agreed ? 'agree' : 'refuse'}
        aria-label={title}
        options={(['agree', 'refuse'] as const).map((value) => ({
          value,
          label: t(`coordinate.case.request.${value}`),
        }))}
        onChange={(value) => setAgreed(value === 'agree')}
      />
      <Reason value={reason} onChange={setReason} />
    </StepFrame>
  );
}

/** A side asks for more time. */
export function ExtendStep({ whistle, views, onDone }: RequestProps) {
  const { t } = useText();
  const step = useStep(whistle.id);
  const [area, setArea] = useState(views[0]?.areaCode ?? '');
  const [which, setWhich] = useState<'checkIn' | 'handle'>('handle');
  const { timeZone } = useCity();
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  return (
    <StepFrame
      title={t('coordinate.case.action.extend')}
      submit={t('coordinate.case.request.send')}
      disabled={reason.trim().length < 5 || until === ''}
      step={step}
      onCancel={onDone}
      onSubmit={() =>
        step.mutate(
          { step: 'extend', body: { area, step: which, until: isoOf(until, timeZone), reason } },
          { onSuccess: onDone },
        )
      }
    >
      <SideChoice
        whistle={whistle}
        views={views}
        chosen={area}
        label={t('coordinate.case.request.side')}
        onChange={setArea}
      />
      <Segmented
        block
        value={which}
        aria-label={t('coordinate.case.request.deadlineOf')}
        options={(['checkIn', 'handle'] as const).map((value) => ({
          value,
          label: t(`coordinate.case.request.ofStep.${value}`),
        }))}
        onChange={setWhich}
      />
      <TimePicker
        label={t('coordinate.case.request.until')}
        time={until}
        testId="request-until"
        onTime={setUntil}
      />
      <Reason value={reason} onChange={setReason} />
    </StepFrame>
  );
}

/** The case goes to the common superior. */
export function EscalateStep({ whistle, onDone }: RequestProps) {
  const { t } = useText();
  const step = useStep(whistle.id);
  const [note, setNote] = useState('');
  return (
    <StepFrame
      title={t('coordinate.case.action.escalate')}
      submit={t('coordinate.case.action.escalate')}
      disabled={false}
      step={step}
      onCancel={onDone}
      onSubmit={() => step.mutate({ step: 'escalate', body: { note } }, { onSuccess: onDone })}
    >
      <p className="actions-waits">{t('coordinate.case.request.escalateText')}</p>
      <Input
        value={note}
        maxLength={500}
        placeholder={t('coordinate.case.request.note')}
        aria-label={t('coordinate.case.request.note')}
        onChange={(event) => setNote(event.target.value)}
      />
    </StepFrame>
  );
}

/** Why, in a line that the server takes from five characters on. */
export function Reason(props: { readonly value: string; readonly onChange: (value: string) => void }) {
  const { t } = useText();
  return (
    <Input
      value={props.value}
      maxLength={500}
      placeholder={t('coordinate.case.request.reason')}
      aria-label={t('coordinate.case.request.reason')}
      data-testid="request-reason"
      onChange={(event) => props.onChange(event.target.value)}
    />
  );
}
