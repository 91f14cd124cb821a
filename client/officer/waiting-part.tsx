import { useState } from 'react';
import type { Photo } from '../api.ts';
import { useText } from '../text/text.ts';
import { type Call, waitsFor } from './call.ts';
import type { SendingOutbox } from './call-page.tsx';
import { usePhotos } from './queries.ts';
import { WorkForm } from './work-form.tsx';

/** Done, and not yet let go: what the release waits for, and what was handed in. */
export function WaitingPart({
  call,
  account,
  outbox,
}: {
  readonly call: Call;
  readonly account: string;
  readonly outbox: SendingOutbox;
}) {
  const { t, format } = useText();
  const { whistle, summonses } = call;
  const [adding, setAdding] = useState(false);
  const said = summonses.find(({ feedbackAt }) => feedbackAt !== null);
  const mayAdd = whistle.actions.some(({ action, allowed }) => action === 'feedback' && allowed);
  if (adding)
    return <WorkForm call={call} account={account} outbox={outbox} onDone={() => setAdding(false)} />;
  return (
    <section className="call-waiting">
      <p className="call-waits-for" data-testid="waits-for">
        <WaitsFor call={call} />
      </p>
      <p className="call-quiet">{t('officer.waiting.rule')}</p>
      {said?.feedback != null && said.feedbackAt !== null && (
        <div className="call-said">
          <h2>{format.facts([t('officer.waiting.mine'), format.time(said.feedbackAt)])}</h2>
          <p>{said.feedback}</p>
        </div>
      )}
      <SentPhotos call={call} />
      {mayAdd && (
        <div className="call-foot">
          <button type="button" className="call-second" onClick={() => setAdding(true)}>
            {t('officer.work.more')}
          </button>
        </div>
      )}
    </section>
  );
}

function WaitsFor({ call }: { readonly call: Call }) {
  const { t, format } = useText();
  const waits = waitsFor(call);
  const name = format.name(call.whistle.blownFor);
  switch (waits.what) {
    case 'bodies':
      return t('officer.waiting.bodies', { count: waits.count });
    case 'feedback':
      return t('officer.waiting.feedback', {
        names: format.list(waits.sides.map((side) => format.name(side))),
      });
    default:
      return t(`officer.waiting.${waits.what}`, { name });
  }
}

/** The body's photos, small: on a bad line a whole picture is fetched only when somebody wants to see it. */
function SentPhotos({ call }: { readonly call: Call }) {
  const { t } = useText();
  const photos = usePhotos(call.whistle.id);
  const mine = photos.data?.photos.filter(({ bodyCode }) => bodyCode === call.summonses[0].bodyCode) ?? [];
  if (mine.length === 0) return null;
  const numbered = mine.map((photo, index): readonly [Photo, number] => [
    photo,
    mine.slice(0, index + 1).filter(({ moment }) => moment === photo.moment).length,
  ]);
  return (
    <div className="call-said">
      <h2>{t('officer.waiting.photos')}</h2>
      <ul className="sent-photos" data-testid="sent-photos">
        {numbered.map(([{ hash, moment }, number]) => (
          <li key={hash}>
            <a href={`/api/attachments/${hash}`} target="_blank" rel="noreferrer">
              <img src={`/api/attachments/${hash}/thumbnail`} alt="" loading="lazy" width={88} height={66} />
              {t('officer.waiting.photo', { moment: t(`officer.moments.${moment}`), number })}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
