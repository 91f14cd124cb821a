import type { Lonlat } from '../../geodata/geometry.ts';
import type { KeeperView } from '../api.ts';
import { useText } from '../text/text.ts';
import { useResponsible } from './people-queries.ts';

/** Who looks after a place: its cell officer, and the chiefs and keepers of the streets that pass it. */
export function ResponsiblePart({ at }: { readonly at: Lonlat }) {
  const { t, format } = useText();
  const { data } = useResponsible(at);
  if (data === undefined) return null;
  const streets = data.streets.filter(({ keepers }) => keepers.length > 0).slice(0, 3);
  return (
    <section className="card-part similar" data-testid="responsible">
      <h3>{t('coordinate.responsible.title')}</h3>
      {data.officers.length + streets.length === 0 && (
        <p className="card-quiet">{t('coordinate.responsible.nobody')}</p>
      )}
      <ul>
        {data.officers.map((one) => (
          <Keeper key={one.id} keeper={one} place="" />
        ))}
        {streets.flatMap((street) =>
          street.keepers.map((one) => (
            <Keeper
              key={`${street.id} ${one.id}`}
              keeper={one}
              place={t('coordinate.responsible.street', {
                name: format.name(street),
                distance: format.distance(street.distance),
              })}
            />
          )),
        )}
      </ul>
    </section>
  );
}

function Keeper({ keeper, place }: { readonly keeper: KeeperView; readonly place: string }) {
  const { t, format } = useText();
  return (
    <li>
      <span>
        {format.facts([
          t(`coordinate.responsible.role.${keeper.role}`),
          keeper.name ?? t('coordinate.responsible.hidden'),
          keeper.phone,
        ])}
      </span>
      <small>{format.facts([place, keeper.organisation])}</small>
    </li>
  );
}
