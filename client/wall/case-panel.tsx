import type { SideView, Whistle } from '../api.ts';
import { useText } from '../text/text.ts';
import { KindMark } from '../ui/kind-mark.tsx';
import { PartyChip, ShareBar } from '../ui/party.tsx';
import { emsOf, shareOf } from './words.ts';

/** What a side's name may take in the large type, in ems: beside a fraction, beside per cent, and alone. */
const widestName = { fraction: 6.6, percent: 4.8, none: 9.5 };

/** The left of a scene of one whistle: what it is, whose it is, and one sentence. */
export function CasePanel({ whistle }: { readonly whistle: Whistle }) {
  const { t, language, format } = useText();
  const { verdict } = whistle;
  const matter = format.name(whistle.category);
  const kind = t(`whistle.${whistle.kind}`);
  const minutes = Date.parse(whistle.dueAt) - Date.parse(whistle.blownAt);
  const sentence = format.of(verdict.sentence);
  const long = sentence.length > (language === 'zh' ? 64 : 110);
  return (
    <section className="wall-left wall-case">
      <p className="wall-case-kind">
        <KindMark kind={whistle.kind} joint={whistle.joint} size={18} />
        {format.facts([kind, whistle.joint && t('joint').toLowerCase()])}
      </p>
      <h2>
        <span>{format.name({ name: whistle.place, nameEn: whistle.placeEn })}</span>
        <span>{matter}</span>
        {verdict.footprint.area > 0 && verdict.footprint.accuracy === 0 && (
          <span>{format.areaShort(verdict.footprint.area)}</span>
        )}
      </h2>
      <ShareBar
        height={32}
        parts={whistle.sides.map((side) => ({
          party: side.party,
          name: format.name(side),
          share: side.share,
        }))}
      />
      <ul className="wall-case-sides">
        {whistle.sides.slice(0, 4).map((side) => (
          <Side key={side.areaCode} side={side} joint={whistle.joint} />
        ))}
      </ul>
      <dl>
        {verdict.coordinator !== null && (
          <div>
            <dt>{t('wall.coordinator')}</dt>
            <dd>{format.name(verdict.coordinator)}</dd>
          </div>
        )}
        <div>
          <dt>{t('wall.blown')}</dt>
          <dd>{format.facts([format.time(whistle.blownAt), format.name(whistle.blownFor)])}</dd>
        </div>
        <div>
          <dt>{t('wall.due')}</dt>
          <dd>
            {t('wall.dueFact', { span: format.span(minutes / 1000), time: format.time(whistle.dueAt) })}
          </dd>
        </div>
        <div>
          <dt>{t('wall.number')}</dt>
          <dd>{whistle.number}</dd>
        </div>
      </dl>
      <p className={long ? 'wall-case-sentence long' : 'wall-case-sentence'}>{sentence}</p>
    </section>
  );
}

/** Long names are set smaller, in two steps: of the sizes of the wall's type 28, 20, and 15 where even that is too wide. */
function sizeOf(name: string, share: string | null): string | undefined {
  const widest = widestName[share === null ? 'none' : share.includes('/') ? 'fraction' : 'percent'];
  const ems = emsOf(name);
  if (ems <= widest) return undefined;
  return ems <= widest * 1.4 ? 'long' : 'long longest';
}

function Side({ side, joint }: { readonly side: SideView; readonly joint: boolean }) {
  const { t, format } = useText();
  const name = format.name(side);
  const share = joint ? shareOf(side.share) : null;
  const role = side.role === 'assist' && joint ? 'joint' : side.role;
  return (
    <li>
      <PartyChip party={side.party} size={20} />
      <div>
        <b className={sizeOf(name, share)}>{name}</b>
        <small>
          {format.facts([
            side.district !== null && format.name(side.district),
            t(`role.${role}`).toLowerCase(),
          ])}
        </small>
      </div>
      {share !== null && <strong>{share}</strong>}
    </li>
  );
}
