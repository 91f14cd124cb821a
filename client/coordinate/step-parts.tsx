import { Button, Checkbox, Select } from 'antd';
import type { ReactNode } from 'react';
import type { ActionView, Whistle } from '../api.ts';
import { useText } from '../text/text.ts';
import { RefusalLine } from './error-note.tsx';
import type { useStep } from './queries.ts';

/** What every step's form has: a title, what it waits for, and the ways out. */
export function StepFrame(props: {
  readonly title: string;
  readonly submit: string;
  readonly disabled: boolean;
  readonly step: Pick<ReturnType<typeof useStep>, 'error' | 'isPending'>;
  readonly onSubmit: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}) {
  const { t } = useText();
  return (
    <form
      className="step-form"
      aria-label={props.title}
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.onCancel();
      }}
    >
      <strong>{props.title}</strong>
      {props.children}
      <RefusalLine error={props.step.error} />
      <div className="step-buttons">
        <Button autoInsertSpace={false} onClick={props.onCancel}>
          {t('coordinate.case.cancel')}
        </Button>
        <Button
          autoInsertSpace={false}
          type="primary"
          htmlType="submit"
          disabled={props.disabled}
          loading={props.step.isPending}
          data-testid="step-submit"
        >
          {props.submit}
        </Button>
      </div>
    </form>
  );
}

/** Which of the bodies that the step applies to. */
export function SummonsChoice(props: {
  readonly whistle: Whistle;
  readonly views: readonly ActionView[];
  readonly chosen: readonly string[];
  readonly label: string;
  readonly onChange: (chosen: readonly string[]) => void;
}) {
  const { format } = useText();
  const offered = props.views.flatMap((view) => view.summons);
  return (
    <fieldset className="step-choice">
      <legend>{props.label}</legend>
      <Checkbox.Group
        value={[...props.chosen]}
        options={props.whistle.summonses
          .filter(({ id }) => offered.includes(id))
          .map(({ id, bodyName, bodyNameEn }) => ({
            value: id,
            label: format.name({ name: bodyName, nameEn: bodyNameEn }),
          }))}
        onChange={(chosen) => props.onChange(chosen.map(String))}
      />
    </fieldset>
  );
}

/** Which of the sides that the reader acts for. */
export function SideChoice(props: {
  readonly whistle: Whistle;
  readonly views: readonly ActionView[];
  readonly chosen: string;
  readonly label: string;
  readonly onChange: (areaCode: string) => void;
}) {
  const { format } = useText();
  const offered = props.whistle.sides.filter(({ areaCode }) =>
    props.views.some((view) => view.areaCode === areaCode),
  );
  return (
    <Select
      value={props.chosen}
      aria-label={props.label}
      options={offered.map((side) => ({ value: side.areaCode, label: format.name(side) }))}
      onChange={props.onChange}
    />
  );
}

export function SummonsNames({
  whistle,
  ids,
}: {
  readonly whistle: Whistle;
  readonly ids: readonly string[];
}) {
  const { format } = useText();
  return format.list(
    whistle.summonses
      .filter(({ id }) => ids.includes(id))
      .map(({ bodyName, bodyNameEn }) => format.name({ name: bodyName, nameEn: bodyNameEn })),
  );
}
