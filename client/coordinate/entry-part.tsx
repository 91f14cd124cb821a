import { Button, Input } from 'antd';
import { useState } from 'react';
import type { IncidentDetail } from '../api.ts';
import { useText } from '../text/text.ts';
import { Countdown } from '../ui/countdown.tsx';
import { RefusalLine } from './error-note.tsx';
import { useEntry } from './queries.ts';

const steps = ['accept', 'register', 'refuse'] as const;

/** How far an incident has come before its whistle, the deadline that runs, and the steps the reader may take. */
export function EntryPart({ incident }: { readonly incident: IncidentDetail }) {
  const { t, format } = useText();
  const entry = useEntry(incident.id);
  const [reason, setReason] = useState<string | null>(null);
  const running = incident.clocks.find(({ doneAt }) => doneAt === null);
  const offered = steps.flatMap((step) => incident.actions.find(({ action }) => action === step) ?? []);
  const take = (step: string, body: object) =>
    entry.mutate({ step, body }, { onSuccess: () => setReason(null) });
  return (
    <section className="card-part" data-testid="entry" data-stage={incident.stage}>
      <p>
        {t(`coordinate.entry.stage.${incident.stage}`)}
        {running && (
          <span className="card-quiet">
            {` ${t(`coordinate.entry.clock.${running.step}`)} `}
            <Countdown dueAt={running.dueAt} />
          </span>
        )}
      </p>
      {incident.refused && (
        <p className="card-defect">
          {format.facts([
            incident.refused.reason,
            format.name(incident.refused.by),
            format.dateTime(incident.refused.at),
          ])}
        </p>
      )}
      <div className="entry-steps">
        {offered.map(({ action, allowed, waitsFor }) => (
          <Button
            key={action}
            size="small"
            autoInsertSpace={false}
            disabled={!allowed || entry.isPending}
            title={waitsFor ? format.of(waitsFor) : undefined}
            data-testid={`entry-${action}`}
            onClick={() => (action === 'refuse' ? setReason('') : take(action, {}))}
          >
            {t(`coordinate.entry.action.${action}`)}
          </Button>
        ))}
      </div>
      {reason !== null && (
        <form
          className="step-form"
          aria-label={t('coordinate.entry.action.refuse')}
          onSubmit={(event) => {
            event.preventDefault();
            take('refuse', { reason });
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setReason(null);
          }}
        >
          <Input
            value={reason}
            maxLength={500}
            placeholder={t('coordinate.case.request.reason')}
            aria-label={t('coordinate.case.request.reason')}
            data-testid="entry-reason"
            onChange={(event) => setReason(event.target.value)}
          />
          <Button
            htmlType="submit"
            autoInsertSpace={false}
            disabled={reason.trim().length < 5}
            loading={entry.isPending}
          >
            {t('coordinate.entry.action.refuse')}
          </Button>
        </form>
      )}
      <RefusalLine error={entry.error} />
    </section>
  );
}
