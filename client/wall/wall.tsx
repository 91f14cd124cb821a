import { useMemo } from 'react';
import type { LiveEvent, Whistle } from '../api.ts';
import { useText } from '../text/text.ts';
import { HatchDefs } from '../ui/hatch.tsx';
import { useNow } from '../ui/now.ts';
import { Board } from './board.tsx';
import { CasePanel } from './case-panel.tsx';
import { CaseRings } from './case-rings.tsx';
import { Figures } from './figures.tsx';
import { measures } from './grid.ts';
import { HeatLegend, HeatRanking } from './heat-panel.tsx';
import { rankingRows } from './ranking.tsx';
import { SeamRanking } from './seam-panel.tsx';
import { scenesOf, tileOf, type WallSearch } from './search.ts';
import { Ticker } from './ticker.tsx';
import { WallTop } from './top.tsx';
import { useGrid } from './use-grid.ts';
import { useScene } from './use-scene.ts';
import { WallMap } from './wall-map.tsx';
import { useHeat, useSeamCosts, useWall } from './wall-state.ts';
import { useWatch } from './watch.ts';
import { figures, muster, musters } from './whistles.ts';
import './wall.css';
import './figures.css';
import './wall-map.css';
import './board.css';
import './case.css';
import './locator.css';
import './portrait.css';

const usualDwell = 20;

/** The wall: a picture for a hall, which nobody touches. */
export function Wall({ search }: { readonly search: WallSearch }) {
  const { t, language, format } = useText();
  const now = useNow();
  const tile = tileOf(search.tile);
  const grid = useGrid(tile?.of);
  const wall = useWall(search.area);
  const theme = search.theme ?? 'dark';
  const { connection } = wall.live;
  const lost = wall.start !== null && !connection.connected && now - connection.since > 3000;
  // Without a connection there is no map for another place: the last picture stays.
  const dwell = lost ? Number.POSITIVE_INFINITY : (search.dwell ?? usualDwell);
  const asked = scenesOf(search);
  const heat = useHeat(search.area, asked.includes('heat') && wall.edition !== null);
  const seams = useSeamCosts(
    search.area,
    rankingRows(grid),
    asked.includes('seams') && wall.edition !== null,
  );
  const there = [...(heat === null ? [] : ['heat' as const]), ...(seams === null ? [] : ['seams' as const])];
  const { scene, index, list } = useScene(wall.whistles, asked, { there, dwell, inStep: tile !== null }, now);
  useWatch(now, scene.name === 'emergency');

  const cards = useMemo(() => musters(wall.whistles, now), [wall.whistles, now]);
  const subject = 'whistleId' in scene ? wall.whistles.find(({ id }) => id === scene.whistleId) : undefined;
  const counted = figures(cards);
  return (
    <main
      className={grid.portrait ? 'wall portrait' : 'wall'}
      data-testid="wall"
      data-scene={scene.name}
      aria-label={t('wall.title')}
      style={
        {
          '--u': `${grid.unit}px`,
          ...(tile && {
            width: `${tile.of * 100}vw`,
            transform: `translateX(${(1 - tile.index) * 100}vw)`,
          }),
          ...(!grid.portrait && {
            gridTemplateColumns: `${measures.left * grid.unit}px minmax(0, 1fr) ${measures.board * grid.boardColumns * grid.unit}px`,
          }),
        } as React.CSSProperties
      }
    >
      <HatchDefs scale={grid.unit * 1.9} />
      <WallTop
        live={wall.live}
        scene={scene}
        index={index}
        list={list}
        mustering={counted.mustering}
        complete={counted.open - counted.mustering}
        now={now}
        narrow={grid.portrait}
      />
      {wall.start === null ? (
        <p className="wall-starting">{t('wall.starting')}</p>
      ) : (
        <>
          {subject === undefined ? (
            <Figures figures={counted} closedToday={wall.closedToday} start={wall.start} />
          ) : (
            <CasePanel whistle={subject} />
          )}
          <WallMap
            scene={scene}
            musters={cards}
            subject={subject}
            heat={heat}
            seams={seams}
            edition={wall.edition ?? 0}
            theme={theme}
            language={language}
            unit={grid.unit}
            now={now}
            schematic={wall.start.schematic}
          >
            {wall.edition === null && (
              <p className="wall-no-edition" data-testid="no-edition">
                {t('wall.noEdition')}
                <small>{t('wall.noEditionNote')}</small>
              </p>
            )}
            {scene.name === 'heat' && heat !== null && <HeatLegend rows={heat} />}
            {lost && (
              <p className="wall-lost" role="alert" data-testid="connection">
                {t('wall.lost', { time: format.timeOfDay(connection.since) })}
              </p>
            )}
          </WallMap>
          <Ticker
            events={of(wall.events, subject)}
            whistles={wall.live.whistles}
            columns={grid.tickerColumns}
          />
          {scene.name === 'heat' && heat !== null ? (
            <HeatRanking rows={heat} grid={grid} />
          ) : scene.name === 'seams' && seams !== null ? (
            <SeamRanking seams={seams} grid={grid} />
          ) : subject === undefined ? (
            <Board musters={cards} now={now} grid={grid} />
          ) : (
            <CaseRings card={muster(subject, now)} grid={grid} now={now} />
          )}
        </>
      )}
    </main>
  );
}

/** In a scene of one whistle its own events, as long as there are any. */
function of(events: readonly LiveEvent[], subject: Whistle | undefined): readonly LiveEvent[] {
  const own = subject === undefined ? [] : events.filter(({ whistleId }) => whistleId === subject.id);
  return own.length > 0 ? own : events;
}
