import type { Live } from '../live.ts';
import { useCity } from '../text/city.ts';
import { useText } from '../text/text.ts';
import { type Scene, sceneKey } from './scenes.ts';
import { ageOf } from './wall-state.ts';
import { emsOf } from './words.ts';

/** What the left column holds of the title, in ems. */
const widestTitle = 16.5;
/** Older than this the age of the data is called out, in seconds: three heartbeats. */
const old = 15;

/** The top of the wall: place, scene, where it stands among the scenes, age of the data, date, clock. */
export function WallTop(props: {
  readonly live: Live;
  readonly scene: Scene;
  readonly index: number;
  readonly list: readonly Scene[];
  readonly mustering: number;
  readonly complete: number;
  readonly now: number;
  /** Whether there is no room for what the place is. */
  readonly narrow: boolean;
}) {
  const { t, format } = useText();
  const city = useCity();
  const { scene, index, list, now } = props;
  const age = ageOf(props.live);
  const joint = list.filter(({ name }) => name === 'joint');
  const title =
    scene.name === 'heat' || scene.name === 'seams'
      ? t(`wall.${scene.name}.title`)
      : scene.name === 'overview'
        ? format.facts([
            t('wall.overview'),
            t('wall.mustering', { count: props.mustering }),
            t('wall.allThereCount', { count: props.complete }),
          ])
        : scene.name === 'emergency'
          ? t('wall.emergencyScene')
          : format.facts([
              t('wall.jointScene'),
              t('wall.sceneOf', {
                index: joint.findIndex((other) => sceneKey(other) === sceneKey(scene)) + 1,
                of: joint.length,
              }),
            ]);
  return (
    <header className="wall-top">
      <h1>{titleOf()}</h1>
      <div className={scene.name === 'emergency' ? 'wall-scene emergency' : 'wall-scene'}>
        <p>{title}</p>
        {list.length > 1 && (
          <ol aria-label={t('wall.scenes')}>
            {list.slice(0, 24).map((other, at) => (
              <li key={sceneKey(other)} aria-current={at === index ? 'true' : undefined} />
            ))}
          </ol>
        )}
      </div>
      <p className="wall-clock">
        <span className={age !== null && age > old ? 'late' : undefined} data-testid="age">
          {age === null ? t('wall.ageNone') : t('wall.age', { span: format.span(age) })}
        </span>
        <span>
          {format.date(now)} {format.weekday(now)}
        </span>
        <time>{format.timeOfDay(now)}</time>
      </p>
    </header>
  );

  /** What the place is stands behind its name where both have room. */
  function titleOf(): string {
    const whole = format.facts([format.name(city), t('wall.centre')]);
    return props.narrow || emsOf(whole) > widestTitle ? format.name(city) : whole;
  }
}
