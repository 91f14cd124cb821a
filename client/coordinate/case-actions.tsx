import { useState } from 'react';
import type { Account, ActionName, ActionView, Whistle } from '../api.ts';
import { useText } from '../text/text.ts';
import { AddSummons } from './add-summons.tsx';
import { AfterPart } from './after-part.tsx';
import type { Place } from './place-picker.ts';
import { StepForm } from './step-forms.tsx';

/** Steps in the order in which a case takes them. A message is written in the log, not here. */
const order: readonly ActionName[] = ['checkIn', 'feedback', 'verify', 'release', 'sign'];

/**
 * What the parties ask of each other beside these. Requests are answered where they stand, and who is missing is reminded
 * beside its ring.
 */
const beside: readonly ActionName[] = [
  'consultation',
  'holdConsultation',
  'cancelConsultation',
  'return',
  'extend',
  'escalate',
  'read',
];

/** What the reader may do now; what not yet stays in view and says what it waits for. */
export function CaseActions(props: {
  readonly whistle: Whistle;
  readonly account: Account | null;
  readonly place: Place;
  /** Begins to draw the footprint anew; null where nothing can be drawn. */
  readonly onRedraw: (() => void) | null;
}) {
  const { whistle, account, onRedraw } = props;
  const { t, language, format } = useText();
  const [open, setOpen] = useState<ActionName | 'add' | null>(null);
  const offered = (names: readonly ActionName[]) =>
    names.flatMap((action) => {
      const views = whistle.actions.filter((view) => view.action === action);
      return views.length === 0 ? [] : [{ action, views }];
    });
  const running = whistle.closedAt === null;
  const steps = running ? offered(order) : [];
  const more = running ? offered(beside) : [];
  const done = () => setOpen(null);
  if (open === 'add')
    return (
      <footer className="actions">
        <AddSummons whistle={whistle} onDone={done} />
      </footer>
    );
  const chosen = [...steps, ...more].find(({ action }) => action === open);
  const ready = chosen?.views.filter(({ allowed }) => allowed) ?? [];
  if (chosen !== undefined && ready.length > 0)
    return (
      <footer className="actions">
        <StepForm
          key={`${whistle.id}-${chosen.action}`}
          whistle={whistle}
          action={chosen.action}
          views={ready}
          place={props.place}
          onDone={done}
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
  const ours = (code: string) =>
    account !== null && (account.areaCode === null || code.startsWith(account.areaCode));
  const blows = ours(whistle.blownFor.code);
  const mayAdd =
    running &&
    whistle.verifiedAt === null &&
    (account?.permissions.includes('whistle.blow') ?? false) &&
    whistle.sides.some(({ areaCode, path }) => ours(areaCode) || path.includes(account?.areaCode ?? ''));
  const mayRedraw =
    onRedraw !== null && whistle.actions.some(({ action, allowed }) => action === 'redraw' && allowed);
  return (
    <footer className="actions">
      <div className="actions-head" hidden={!running}>
        <span>{t(steps.length > 0 ? 'coordinate.case.actions' : 'coordinate.case.noActions')}</span>
        {blows && account !== null && <span>{t('coordinate.case.blower')}</span>}
      </div>
      {(steps.length > 0 || mayAdd) && (
        <div className="actions-grid">
          {steps.map(({ action, views }) => (
            <ActionButton key={action} action={action} views={views} onClick={() => setOpen(action)} />
          ))}
          {mayAdd && (
            <button type="button" data-testid="add-summons" onClick={() => setOpen('add')}>
              {t('coordinate.case.add.open')}
            </button>
          )}
        </div>
      )}
      {(more.length > 0 || mayRedraw) && (
        <div className="actions-more">
          {mayRedraw && (
            <button type="button" data-testid="redraw-open" onClick={onRedraw}>
              {t('coordinate.case.redraw')}
            </button>
          )}
          {more.map(({ action, views }) => (
            <ActionButton key={action} action={action} views={views} onClick={() => setOpen(action)} />
          ))}
        </div>
      )}
      {waits.length > 0 && (
        <p className="actions-waits" data-testid="waits-for">
          {waits.join(language === 'zh' ? '；' : '; ')}
          {language === 'zh' ? '。' : '.'}
        </p>
      )}
      <AfterPart whistle={whistle} account={account} />
    </footer>
  );
}

interface ActionButtonProps {
  readonly action: ActionName;
  readonly views: readonly ActionView[];
  readonly onClick: () => void;
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
