import { Input, Select } from 'antd';
import { useState } from 'react';
import type { Whistle } from '../api.ts';
import { useText } from '../text/text.ts';
import { BodyPicker } from './body-picker.tsx';
import { useStep } from './queries.ts';
import { StepFrame } from './step-parts.tsx';

/** Calls one more body to a case that runs; one that no duty list names with a reason. */
export function AddSummons({ whistle, onDone }: { readonly whistle: Whistle; readonly onDone: () => void }) {
  const { t, format } = useText();
  const step = useStep(whistle.id);
  const [body, setBody] = useState<string | null>(null);
  const [side, setSide] = useState('');
  const [reason, setReason] = useState('');
  const sides = whistle.sides.filter(
    ({ role, state }) => role !== 'inform' && (state === 'kept' || state === 'added'),
  );
  return (
    <StepFrame
      title={t('coordinate.case.add.open')}
      submit={t('coordinate.case.add.submit')}
      disabled={body === null}
      step={step}
      onCancel={onDone}
      onSubmit={() =>
        step.mutate(
          { step: 'summonses', body: { bodyCode: body, areaCode: side || undefined, reason } },
          { onSuccess: onDone },
        )
      }
    >
      <BodyPicker value={body} onChange={(chosen) => setBody(chosen.code)} />
      {sides.length > 1 && (
        <Select
          value={side}
          aria-label={t('coordinate.case.add.side')}
          options={[
            { value: '', label: t('coordinate.case.add.bySelf') },
            ...sides.map((one) => ({ value: one.areaCode, label: format.name(one) })),
          ]}
          onChange={setSide}
        />
      )}
      <Input
        value={reason}
        maxLength={500}
        placeholder={t('coordinate.case.add.reason')}
        aria-label={t('coordinate.case.add.reason')}
        data-testid="add-reason"
        onChange={(event) => setReason(event.target.value)}
      />
    </StepFrame>
  );
}
