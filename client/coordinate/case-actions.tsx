import { Button } from 'antd';
import { useState } from 'react';
import type { Account, ActionName, ActionView, Whistle } from '../api.ts';
import { useText } from '../text/text.ts';
import type { Place } from './place-picker.ts';
import { StepForm } from './step-forms.tsx';

/** Steps in the order in which a case takes them. A message is written in the log, not here. */
const order: readonly ActionName[] = ['read', 'checkIn', 'feedback', 'verify', 'release', 'sign'];

/** What the parties ask of each other beside these; each in view while it may be done, or says what it waits for. */
const beside: readonly ActionName[] = [
  'returnAnswer',
  'extendAnswer',
  'nudge',
  'return',
  'extend',
  'escalate',
  'consultation',
  'holdConsultation',
  'cancelConsultation',
];

/** What the reader may do now; what not yet stays in view and says what it waits for. */
export function CaseActions({
  whistle,
  account,
  place,
}: {
  readonly whistle: Whistle;
  readonly account: Account | null;
  readonly place: Place;
}) {
  const { t, language, format } = useText();
  const [open, setOpen] = useState<ActionName | null>(null);
  const offered = (names: readonly ActionName[]) =>
    names.flatMap((action) => {
      const views = whistle.actions.filter((view) => view.action === action);
      return views.length === 0 ? [] : [{ action, views }];
    });
  const steps = offered(order);
  const more = whistle.closedAt === null ? offered(beside) : [];
  const chosen = [...steps, ...more].find(({ action }) => action === open && open !== null);
  const ready = chosen?.views.filter(({ allowed }) => allowed) ?? [];
  if (chosen !== undefined && ready.length > 0)
    return (
      <footer className="actions">
        <StepForm
          key={`${whistle.id}-${chosen.action}`}
          whistle={whistle}
          action={chosen.action}
          views={ready}
          place={place}
          onDone={() => setOpen(null)}
        />
      </footer>
    );
  const waits = [
    ...new Set(
      steps
        .filter(({ views }) => views.every(({ allowed }) => !allowed))
        .flatMap(({ views }) =>
          views.flatMap(({ waitsFor }) => (waitsFor === null ? [] : [format.of(waitsFor)])),
        ),
    ),
  ];
  const blows =
    account?.areaCode !== null && account !== null && whistle.blownFor.code.startsWith(account.areaCode);
  return (
    <footer className="actions">
      <div className="actions-head">
        <span>{t(steps.length > 0 ? 'coordinate.case.actions' : 'coordinate.case.noActions')}</span>
        {blows && <span>{t('coordinate.case.blower')}</span>}
      </div>
      {steps.length > 0 && (
        <div className="actions-grid">
          {steps.map(({ action, views }) => (
            <ActionButton key={action} action={action} views={views} onClick={() => setOpen(action)} />
          ))}
        </div>
      )}
      {more.length > 0 && (
        <div className="actions-more">
          {more.map(({ action, views }) => (
            <SmallButton key={action} action={action} views={views} onClick={() => setOpen(action)} />
          ))}
        </div>
      )}
      {waits.length > 0 && (
        <p className="actions-waits" data-testid="waits-for">
          {waits.join(language === 'zh' ? '；' : '; ')}
          {language === 'zh' ? '。' : '.'}
        </p>
      )}
    </footer>
  );
}

interface ActionButtonProps {
  readonly action: ActionName;
  readonly views: readonly ActionView[];
  readonly onClick: () => void;
}

function SmallButton({ action, views, onClick }: ActionButtonProps) {
  const { t, format } = useText();
  const allowed = views.some((view) => view.allowed);
  const waitsFor = allowed ? null : views.find((view) => view.waitsFor !== null)?.waitsFor;
  return (
    <Button
      size="small"
      autoInsertSpace={false}
      disabled={!allowed}
      title={waitsFor ? format.of(waitsFor) : undefined}
      data-testid={`action-${action}`}
      onClick={onClick}
    >
      {t(`coordinate.case.action.${action}`)}
    </Button>
  );
}

function ActionButton({ action, views, onClick }: ActionButtonProps) {
  const { t, format } = useText();
  const allowed = views.some((view) => view.allowed);
  const waitsFor = allowed ? null : views.find((view) => view.waitsFor !== null)?.waitsFor;
  return (
    <button
      type="button"
      disabled={!allowed}
      title={waitsFor ? format.of(waitsFor) : undefined}
      data-testid={`action-${action}`}
      onClick={onClick}
    >
      {t(`coordinate.case.action.${action}`)}
    </button>
  );
}
