import type { Whistle } from '../api.ts';
import { useText } from '../text/text.ts';
import { PartyChip } from '../ui/party.tsx';
import type { Call } from './call.ts';
import { TickMark } from './icons.tsx';

/** What it is about, on whose side the body comes, who is there already. */
export function CallFacts({ call }: { readonly call: Call }) {
  const { t, format } = useText();
  const { whistle, summonses, sides } = call;
  const [mine] = summonses;
  const here = whistle.summonses.filter(({ checkedInAt }) => checkedInAt !== null);
  const area = whistle.verdict.footprint.area;
  const lead = leadOf(whistle);
  const leads = whistle.lead === mine.bodyCode;
  const bodyName = (of: { readonly bodyName: string; readonly bodyNameEn: string }) =>
    format.name({ name: of.bodyName, nameEn: of.bodyNameEn });
  return (
    <dl className="call-facts">
      <div>
        <dt>{t('officer.facts.matter')}</dt>
        <dd>
          {format.facts([
            format.name({ name: whistle.place, nameEn: whistle.placeEn }),
            format.name(whistle.category),
            whistle.footprint.type.endsWith('Polygon') && area > 0 && format.areaShort(area),
          ])}
        </dd>
      </div>
      <div>
        <dt>{t('officer.facts.side')}</dt>
        <dd>
          {sides.map(({ party, areaCode }) => (
            <PartyChip key={areaCode} party={party} size={14} />
          ))}
          <span>{format.facts([bodyName(mine), t(leads ? 'role.lead' : 'role.assist')])}</span>
          {lead !== null && !leads && (
            <span className="call-quiet">{t('officer.facts.leads', { name: format.name(lead) })}</span>
          )}
        </dd>
      </div>
      {whistle.note !== '' && (
        <div>
          <dt>{t('officer.facts.note')}</dt>
          <dd>{whistle.note}</dd>
        </div>
      )}
      <div>
        <dt>{t('officer.facts.here')}</dt>
        <dd className="call-here">
          {here.length === 0 && <span className="call-quiet">{t('officer.facts.nobody')}</span>}
          {here.map((summons) => (
            <span key={summons.id}>
              <TickMark />
              {bodyName(summons)}
            </span>
          ))}
          {here.length > 0 && (
            <span className="call-quiet">
              {t('officer.facts.hereOf', { here: here.length, all: whistle.summonses.length })}
            </span>
          )}
        </dd>
      </div>
    </dl>
  );
}

/** Who leads: an area, or the body that manages what lies there. */
function leadOf({
  lead,
  sides,
  summonses,
}: Whistle): { readonly name: string; readonly nameEn: string } | null {
  const side = sides.find(({ areaCode }) => areaCode === lead);
  if (side !== undefined) return side;
  const body = summonses.find(({ bodyCode }) => bodyCode === lead);
  return body === undefined ? null : { name: body.bodyName, nameEn: body.bodyNameEn };
}
