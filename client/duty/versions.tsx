import { Button } from 'antd';
import { useState } from 'react';
import type { DutyVersions } from '../api.ts';
import { useCity } from '../text/city.ts';
import { startOfDay } from '../text/day.ts';
import { useText } from '../text/text.ts';
import { DayPicker } from '../ui/day-picker.tsx';
import { RefusalLine } from '../ui/notes.tsx';
import { usePublish, useVersions } from './queries.ts';
import { Loaded } from './tab-parts.tsx';

type Version = DutyVersions['versions'][number];

/** All loads of a table, newest first; a draft waits here for its day. */
export function Versions(props: {
  readonly part: string;
  readonly mayLoad: boolean;
  readonly dated: boolean;
}) {
  const { t } = useText();
  const versions = useVersions(props.part);
  return (
    <Loaded query={versions}>
      {(data) =>
        data.versions.length === 0 ? (
          <p className="duty-empty">{t('duty.versions.none')}</p>
        ) : (
          <ol className="duty-versions">
            {data.versions.map((version) => (
              <li key={version.id}>
                <VersionRow {...props} version={version} />
              </li>
            ))}
          </ol>
        )
      }
    </Loaded>
  );
}

function VersionRow({
  version,
  mayLoad,
  dated,
}: {
  readonly version: Version;
  readonly mayLoad: boolean;
  readonly dated: boolean;
}) {
  const { t, format } = useText();
  return (
    <>
      <span className={`duty-state duty-state-${version.state}`}>{t(`duty.versions.${version.state}`)}</span>
      <strong>{t('duty.versions.number', { number: version.id })}</strong>
      <span>
        {format.facts([
          t('duty.report.rows', { count: version.rows }),
          spanOf(version, t, format),
          version.loadedBy === null
            ? t('duty.versions.sample')
            : t('duty.versions.by', { who: version.loadedBy, at: format.dateTime(version.loadedAt) }),
          version.loadedBy === null ? null : version.note,
        ])}
      </span>
      {mayLoad && version.file && (
        <a href={`/api/duties/versions/${version.id}/table.csv`}>{t('duty.versions.file')}</a>
      )}
      {mayLoad && dated && version.state === 'draft' && <Publish id={version.id} />}
    </>
  );
}

/** From when until when a version decides. The sample decides from before any whistle, which is no day to tell. */
function spanOf(
  { validFrom, validTo, loadedBy }: Version,
  t: ReturnType<typeof useText>['t'],
  format: ReturnType<typeof useText>['format'],
): string | null {
  if (validFrom === null) return null;
  const day = (at: string) => `${format.fullDate(at)} ${format.time(at)}`;
  const from = day(validFrom);
  const to = validTo === null ? null : day(validTo);
  if (loadedBy === null) return to === null ? null : t('duty.versions.until', { to });
  return to === null ? t('duty.versions.from', { at: from }) : t('duty.versions.span', { from, to });
}

function Publish({ id }: { readonly id: number }) {
  const { t } = useText();
  const { timeZone } = useCity();
  const publish = usePublish();
  const [day, setDay] = useState<string | null>(null);
  return (
    <div className="duty-publish">
      <DayPicker label={t('duty.load.day')} day={day} testId={`publish-day-${id}`} onDay={setDay} />
      <Button
        size="small"
        disabled={day === null}
        loading={publish.isPending}
        onClick={() =>
          day !== null && publish.mutate({ id, from: new Date(startOfDay(day, timeZone)).toISOString() })
        }
      >
        {t('duty.versions.publish')}
      </Button>
      <RefusalLine error={publish.error} />
    </div>
  );
}
