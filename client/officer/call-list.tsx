import { useText } from '../text/text.ts';
import { Countdown } from '../ui/countdown.tsx';
import { KindMark } from '../ui/kind-mark.tsx';
import { type Call, isLive } from './call.ts';
import { Note } from './notices.tsx';

/** All summonses of the body, what is to do first on top; those that ended in the last day below. */
export function CallList({
  calls,
  onOpen,
}: {
  readonly calls: readonly Call[];
  readonly onOpen: (whistle: string) => void;
}) {
  const { t } = useText();
  const live = calls.filter(isLive);
  const ended = calls.filter((call) => !isLive(call));
  return (
    <div className="officer-scroll" data-testid="calls">
      {live.length === 0 && <Note title={t('officer.empty.title')} text={t('officer.empty.explain')} />}
      <ul className="calls">
        {live.map((call) => (
          <CallRow key={call.whistle.id} call={call} onOpen={onOpen} />
        ))}
      </ul>
      {ended.length > 0 && (
        <>
          <h2 className="calls-title">{t('officer.ended')}</h2>
          <ul className="calls calls-ended">
            {ended.map((call) => (
              <CallRow key={call.whistle.id} call={call} onOpen={onOpen} />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function CallRow({ call, onOpen }: { readonly call: Call; readonly onOpen: (whistle: string) => void }) {
  const { t, format } = useText();
  const { whistle, phase } = call;
  return (
    <li>
      <button type="button" data-testid={`call-${whistle.id}`} onClick={() => onOpen(whistle.id)}>
        <KindMark kind={whistle.kind} joint={whistle.joint} filled={phase === 'called'} size={16} />
        <span className="call-words">
          <strong>{format.name({ name: whistle.place, nameEn: whistle.placeEn })}</strong>
          <span>{format.facts([format.name(whistle.category), whistle.number])}</span>
        </span>
        <span className="call-state">
          {phase === 'called' && isLive(call) && (
            <strong>
              <Countdown dueAt={call.dueAt} />
            </strong>
          )}
          <span>{whistle.closedAt === null ? t(`officer.phase.${phase}`) : t('officer.clock.closed')}</span>
        </span>
      </button>
    </li>
  );
}
