import { Button, Radio } from 'antd';
import { type ReactNode, useState } from 'react';
import { Refused } from '../rest.ts';
import { useCity } from '../text/city.ts';
import { dayAfter, dayAt, startOfDay } from '../text/day.ts';
import { useText } from '../text/text.ts';
import { DayPicker } from '../ui/day-picker.tsx';
import { Refusal } from '../ui/notes.tsx';
import { useNow } from '../ui/now.ts';
import type { Differences, Edition, EditionDetail } from './contract.ts';
import { changedCount } from './differences.ts';
import { usePublish } from './queries.ts';

/** The last step: what will happen is said in words before anybody presses the button. */
export function PublishPanel(props: {
  readonly edition: EditionDetail;
  /** The edition published last; null before the first. */
  readonly latest: Edition | null;
  readonly differences: Differences | undefined;
  readonly onPublished: () => void;
  /** Checks the same file again, against what is in force now; null where it is no longer at hand. */
  readonly onCheckAgain: (() => void) | null;
  readonly onUploadAgain: () => void;
  readonly onShowLatest: () => void;
  readonly discard: ReactNode;
}) {
  const { t, format } = useText();
  const { timeZone } = useCity();
  const { edition, latest, differences } = props;
  const today = dayAt(useNow(), timeZone);
  const [when, setWhen] = useState<'now' | 'day'>('now');
  const [day, setDay] = useState(dayAfter(today));
  const publish = usePublish(edition.id);
  const outdated =
    edition.base !== (latest?.id ?? null) ||
    (publish.error instanceof Refused && publish.error.type === 'outdated');
  const from = when === 'now' ? null : new Date(startOfDay(day, timeZone)).toISOString();
  const start = from === null ? t('admin.publish.atOnce') : t('admin.publish.fromDay', { day });
  const consequences = [
    latest === null
      ? t('admin.publish.first', { edition: edition.id, start })
      : t(from === null ? 'admin.publish.replaces' : 'admin.publish.replacesOn', {
          edition: edition.id,
          before: latest.id,
          day,
        }),
    differences !== undefined &&
      t('admin.publish.changes', {
        count: changedCount(differences),
        area: format.area(differences.summary.areaMoved),
      }),
    differences !== undefined && differences.incidents.affected > 0
      ? t('admin.publish.incidents', {
          count: differences.incidents.affected,
          open: differences.incidents.open,
        })
      : t('admin.publish.stored'),
    t('admin.publish.screens'),
    edition.accepted.length > 0 &&
      t('admin.publish.accepted', {
        kinds: format.list(edition.accepted.map((kind) => t(`admin.kind.${kind}.title`))),
      }),
    from !== null && t('admin.publish.takeBack'),
  ].filter((line): line is string => typeof line === 'string');

  return (
    <>
      <header className="panel-head">
        <h1>{t('admin.publish.title', { edition: edition.id })}</h1>
        <p>{edition.name}</p>
      </header>
      <div className="panel-scroll panel-pad">
        {outdated && <Conflict {...props} latest={latest} error={publish.error} />}
        <fieldset className="publish-when" disabled={outdated}>
          <legend>{t('admin.publish.when')}</legend>
          <Radio.Group value={when} onChange={(event) => setWhen(event.target.value as 'now' | 'day')}>
            <Radio value="now" data-testid="publish-now">
              {t('admin.publish.now')}
            </Radio>
            <Radio value="day" data-testid="publish-day">
              {t('admin.publish.day')}
            </Radio>
          </Radio.Group>
          <DayPicker
            label={t('admin.publish.date')}
            day={day}
            disabled={when === 'now' || outdated}
            testId="publish-date"
            onDay={(chosen) => {
              setWhen('day');
              setDay(chosen);
            }}
          />
        </fieldset>
        {!outdated && (
          <section className="consequences" aria-label={t('admin.publish.what')}>
            <h2>{t('admin.publish.what')}</h2>
            <ul data-testid="consequences">
              {consequences.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </section>
        )}
        {!outdated && <Refusal error={publish.error} />}
      </div>
      <footer className="panel-foot">
        {props.discard}
        <Button
          type="primary"
          autoInsertSpace={false}
          disabled={outdated || edition.errors > 0}
          loading={publish.isPending}
          data-testid="publish"
          onClick={() => publish.mutate(from, { onSuccess: props.onPublished })}
        >
          {t('admin.publish.button', { edition: edition.id, start })}
        </Button>
      </footer>
    </>
  );
}

/** Somebody else has published since this draft was checked: what that means, and three ways on. */
function Conflict(props: {
  readonly edition: EditionDetail;
  readonly latest: Edition | null;
  readonly error: Error | null;
  readonly onCheckAgain: (() => void) | null;
  readonly onUploadAgain: () => void;
  readonly onShowLatest: () => void;
}) {
  const { t, format } = useText();
  const { edition, latest } = props;
  return (
    <div className="refusal" role="alert" data-testid="conflict">
      <strong>{t('admin.conflict.title')}</strong>
      <p>
        {latest !== null && latest.id !== edition.base
          ? t('admin.conflict.explain', {
              base: edition.base ?? t('admin.conflict.nothing'),
              latest: latest.id,
              at: latest.publishedAt === null ? '' : format.dateTime(latest.publishedAt),
            })
          : (props.error as Refused | null)?.detail}
      </p>
      <p>{t('admin.conflict.do')}</p>
      <div className="button-row">
        {props.onCheckAgain !== null ? (
          <Button
            size="small"
            type="primary"
            autoInsertSpace={false}
            onClick={props.onCheckAgain}
            data-testid="check-again"
          >
            {t('admin.conflict.again')}
          </Button>
        ) : (
          <Button size="small" type="primary" autoInsertSpace={false} onClick={props.onUploadAgain}>
            {t('admin.conflict.upload')}
          </Button>
        )}
        {latest !== null && (
          <Button size="small" autoInsertSpace={false} onClick={props.onShowLatest}>
            {t('admin.conflict.show', { edition: latest.id })}
          </Button>
        )}
      </div>
    </div>
  );
}
