import { Button } from 'antd';
import type { Account, SideView, SummonsView, Whistle } from '../api.ts';
import { fraction } from '../text/format.ts';
import { useText } from '../text/text.ts';
import { PartyChip } from '../ui/party.tsx';
import { Ring } from '../ui/ring.tsx';
import { ringState, timeLeft } from '../ui/ring-geometry.ts';
import { Icon } from './icons.tsx';
import { shortName } from './naming.ts';
import { useStep } from './queries.ts';

/** A column a side, a ring a body: who is there, who is missing, and since when. */
export function MusterBoard({
  whistle,
  now,
  account,
}: {
  readonly whistle: Whistle;
  readonly now: number;
  readonly account: Account | null;
}) {
  const sides = whistle.sides.filter(
    (side) => side.role !== 'inform' || whistle.summonses.some(({ areaCode }) => areaCode === side.areaCode),
  );
  return (
    <div className={sides.length > 1 ? 'muster muster-columns' : 'muster'}>
      {sides.map((side) => (
        <Side
          key={side.areaCode}
          side={side}
          whistle={whistle}
          now={now}
          account={account}
          sole={sides.length === 1}
        />
      ))}
    </div>
  );
}

function Side(props: {
  readonly side: SideView;
  readonly whistle: Whistle;
  readonly now: number;
  readonly account: Account | null;
  readonly sole: boolean;
}) {
  const { side, whistle, account } = props;
  const { t, language, format } = useText();
  const ours = account?.areaCode !== null && account !== null && side.areaCode.startsWith(account.areaCode);
  const acrossDistricts =
    new Set(whistle.sides.map(({ district }) => district?.code)).size === whistle.sides.length;
  const named = acrossDistricts && side.district !== null ? side.district : side;
  return (
    <section data-testid={`side-${side.areaCode}`} data-signed={side.signedAt !== null}>
      <h3 className="muster-side">
        <PartyChip party={side.party} size={14} />
        <span title={format.name(side)}>{shortName(named, language)}</span>
        {!props.sole && <span>{fraction(side.share) ?? format.share(side.share)}</span>}
        {ours && <span className="role-tag">{t('coordinate.case.ours')}</span>}
        {(side.state === 'leaving' || side.state === 'added') && (
          <span className="role-tag" data-testid={`state-${side.areaCode}`}>
            {t(`coordinate.case.${side.state}`)}
          </span>
        )}
      </h3>
      {whistle.sides.some(({ feedbackAt, signedAt }) => feedbackAt !== null || signedAt !== null) && (
        <p className="muster-state">
          {format.facts([
            side.feedbackAt !== null && `${t('coordinate.case.feedback')} ${format.time(side.feedbackAt)}`,
            side.signedAt !== null && t('coordinate.case.signed', { time: format.time(side.signedAt) }),
          ])}
        </p>
      )}
      <ul className={props.sole ? 'muster-grid' : undefined}>
        {whistle.summonses
          .filter(({ areaCode }) => areaCode === side.areaCode)
          .map((summons) => (
            <Body key={summons.id} summons={summons} whistle={whistle} now={props.now} />
          ))}
      </ul>
    </section>
  );
}

function Body({
  summons,
  whistle,
  now,
}: {
  readonly summons: SummonsView;
  readonly whistle: Whistle;
  readonly now: number;
}) {
  const { t, language, format } = useText();
  const nudge = useStep(whistle.id);
  const mayNudge = whistle.actions.some(
    (view) => view.action === 'nudge' && view.allowed && view.summons.includes(summons.id),
  );
  const state = ringState(summons, now);
  const missing = state === 'missing' || state === 'overdue';
  const name = format.name({ name: summons.short, nameEn: summons.shortEn });
  const words = {
    missing: t(summons.readAt === null ? 'coordinate.case.missing.unread' : 'coordinate.case.missing.read'),
    overdue: t('coordinate.case.missing.overdue'),
    arrived:
      summons.checkedInAt === null
        ? ''
        : t(summons.checkIn?.onSite === false ? 'coordinate.case.offSite' : 'coordinate.case.arrived', {
            time: format.time(summons.checkedInAt),
          }),
    released:
      summons.releasedAt === null
        ? ''
        : t('coordinate.case.released', { time: format.time(summons.releasedAt) }),
  }[state];
  return (
    <li
      className={`body body-${state} kind-${whistle.kind}`}
      data-testid={`body-${summons.bodyCode}`}
      data-state={state}
    >
      <Ring
        size="m"
        kind={whistle.kind}
        state={state}
        fraction={timeLeft(Date.parse(whistle.blownAt), Date.parse(summons.dueAt), now)}
        label={format.facts([format.name({ name: summons.bodyName, nameEn: summons.bodyNameEn }), words])}
      />
      <span className="body-name" title={format.name({ name: summons.bodyName, nameEn: summons.bodyNameEn })}>
        {name}
      </span>
      <span className="body-state" title={summons.checkIn?.reason || summons.reason || undefined}>
        {format.facts([
          words,
          missing && summons.nudgedAt !== null
            ? t('coordinate.case.nudged', { time: format.time(summons.nudgedAt) })
            : '',
        ])}
      </span>
      {mayNudge && (
        <Button
          size="small"
          className="body-nudge"
          autoInsertSpace={false}
          loading={nudge.isPending}
          title={t('coordinate.case.nudgeOne')}
          aria-label={format.facts([t('coordinate.case.nudgeOne'), name])}
          data-testid={`nudge-${summons.bodyCode}`}
          onClick={() => nudge.mutate({ step: 'nudge', body: { summons: [summons.id] } })}
        >
          {language === 'zh' ? t('coordinate.case.nudgeOne') : <Icon name="bell" />}
        </Button>
      )}
    </li>
  );
}
