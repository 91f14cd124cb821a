import { useMemo, useState } from 'react';
import { classesOf } from '../../../geodata/analysis/classes.ts';
import { useText } from '../../text/text.ts';
import { ErrorNote, Rows } from '../../ui/notes.tsx';
import { useSession } from '../../ui/session.ts';
import { Legend } from '../legend.tsx';
import type { TabProps } from '../tabs.ts';
import { CostMap } from './cost-map.tsx';
import { SeamFacts } from './facts.tsx';
import { useSeamCosts, useSeamRecord, useSeamStory } from './queries.ts';
import { CostRanking } from './ranking.tsx';
import { CostStrip } from './strip.tsx';
import './seams.css';
import './facts.css';
import './strip.css';

/** Which lines between areas cost the city most, where they run, and what happens along one of them. */
export function SeamsTab({ search, change, edition }: TabProps) {
  const { t, format } = useText();
  const costs = useSeamCosts(search, edition);
  const { data: session } = useSession();
  const mayTry = session?.account?.permissions.includes('proposal.see') ?? false;
  const [at, setAt] = useState<number | null>(null);
  const { data } = costs;
  const classes = useMemo(
    () =>
      classesOf(
        (data?.seams ?? []).flatMap(({ ranked, friction }) => (ranked && friction ? friction.value : [])),
      ),
    [data],
  );
  const chosen = data?.seams.find(({ key }) => key === search.selected);
  const seam =
    chosen ?? (search.selected === undefined ? data?.seams.find(({ ranked }) => ranked) : undefined);
  const key = seam?.key ?? search.selected ?? null;
  const story = useSeamStory(key, search, edition);
  const record = useSeamRecord(key, edition);
  if (data === undefined)
    return costs.error === null ? (
      <Rows />
    ) : (
      <ErrorNote error={costs.error} onRetry={() => void costs.refetch()} />
    );
  const select = (next: string) => {
    setAt(null);
    change({ selected: next });
  };
  const step = story.data?.along.step ?? 0;
  const piece =
    at === null || step === 0
      ? null
      : ([Math.floor(at / step) * step, (Math.floor(at / step) + 1) * step] as const);
  const values = data.seams.flatMap(({ ranked, friction }) => (ranked && friction ? friction.value : []));
  const span =
    data.years === 0
      ? ''
      : t('plan.span', { from: format.fullDate(data.since), to: format.fullDate(data.until) });
  return (
    <div className="cost" data-testid="plan-seams">
      <section className="cost-list" aria-label={t('planSeam.title')}>
        <header>
          <h2>{t('planSeam.title')}</h2>
          <span>{t('planSeam.titleNote')}</span>
        </header>
        {data.ranked === 0 && (
          <p className="cost-empty" role="status">
            {data.years === 0
              ? t('planSeam.noTime', {
                  since: format.fullDate(data.since),
                  until: format.fullDate(data.until),
                })
              : t('planSeam.empty')}
          </p>
        )}
        <CostRanking seams={data.seams} selected={seam?.key ?? null} onSelect={select} />
        <p className="cost-note">{t('planSeam.note', { distance: format.distance(data.distance), span })}</p>
      </section>
      <div className="cost-main">
        <CostMap
          edition={edition}
          seams={data.seams}
          classes={classes}
          selected={seam ?? null}
          piece={piece}
          onSelect={select}
          onPoint={setAt}
        >
          {values.length > 0 && (
            <Legend
              title={t('planSeam.friction')}
              unit={t('planSeam.unit')}
              classes={classes}
              values={values}
              note={t('planSeam.legendNote', { count: values.length })}
            />
          )}
        </CostMap>
        {seam !== undefined ? (
          <SeamFacts
            seam={seam}
            story={story.data}
            record={record.data}
            error={record.error}
            onTry={mayTry ? () => change({ tab: 'whatIf', selected: seam.key }) : null}
          />
        ) : (
          <aside className="cost-facts">
            {story.error !== null ? <ErrorNote error={story.error} /> : <p>{t('planSeam.choose')}</p>}
          </aside>
        )}
        <div className="cost-bottom" aria-busy={story.isFetching}>
          {seam !== undefined && story.data !== undefined ? (
            <CostStrip seam={seam} story={story.data} record={record.data} at={at} onPoint={setAt} />
          ) : (
            seam !== undefined &&
            (story.error !== null ? (
              <ErrorNote error={story.error} onRetry={() => void story.refetch()} />
            ) : (
              <Rows count={5} />
            ))
          )}
        </div>
      </div>
    </div>
  );
}
