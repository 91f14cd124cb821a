import { Link } from '@tanstack/react-router';
import type { SeamDetail } from '../api.ts';
import { useText } from '../text/text.ts';
import { useSession } from '../ui/session.ts';
import { Part } from './form.tsx';
import { seamName } from './naming.ts';

/** Faults of the boundaries between the two sides that incidents have met. */
export function TicketsPart({ seam }: { readonly seam: SeamDetail }) {
  const { t, format } = useText();
  if (seam.tickets.length === 0) return null;
  return (
    <Part title={t('seam.tickets.title')}>
      <ul className="seam-lines">
        {seam.tickets.map((ticket) => (
          <li key={ticket.id} className={ticket.status === 'closed' ? 'seam-ended' : ''}>
            <span>
              {format.facts([
                `S-${ticket.id}`,
                t(`seam.defect.${ticket.kind}`),
                t('seam.tickets.met', { count: ticket.incidents }),
              ])}
            </span>
            <span className="seam-quiet">
              {format.facts([t(`seam.tickets.${ticket.status}`), format.fullDate(ticket.openedAt)])}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** The latest incidents on the line that the reader may see. */
export function LatestPart({ seam }: { readonly seam: SeamDetail }) {
  const { t, format } = useText();
  const { data: session } = useSession();
  const mayOpen = session?.account?.permissions.includes('incident.see') ?? false;
  return (
    <Part title={t('seam.latest.title')}>
      {seam.latest.length === 0 ? (
        <p className="seam-quiet">
          {t(seam.counts.incidents > 0 ? 'seam.latest.hidden' : 'seam.latest.none')}
        </p>
      ) : (
        <ul className="seam-lines">
          {seam.latest.map((incident) => {
            const title = format.facts([
              format.name({ name: incident.place, nameEn: incident.placeEn }),
              format.name(incident.category),
            ]);
            return (
              <li key={incident.id}>
                {mayOpen ? (
                  <Link to="/coordinate" search={{ incident: Number(incident.id) } as never}>
                    {title}
                  </Link>
                ) : (
                  <span>{title}</span>
                )}
                <span className="seam-quiet">
                  {format.facts([incident.joint && t('joint'), format.date(incident.occurredAt)])}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </Part>
  );
}

/** The line in every edition it was in, how it came to be there, which lines ended in it, and how it ended itself. */
export function HistoryPart({ seam }: { readonly seam: SeamDetail }) {
  const { t, language, format } = useText();
  const nameOf = (one: Pick<SeamDetail['merged'][number], 'left' | 'right'>) => seamName(one, language);
  return (
    <Part title={t('seam.history.title')}>
      <ul className="seam-lines">
        {seam.ended !== null && (
          <li className="seam-defect">
            <span>
              {format.facts([
                t('edition', { edition: seam.ended.edition }),
                seam.ended.into === null
                  ? t('seam.history.gone')
                  : t('seam.history.into', { seam: nameOf(seam.ended.into) }),
              ])}
            </span>
            <span>{format.facts([t('seam.history.ended'), format.fullDate(seam.ended.at)])}</span>
          </li>
        )}
        {seam.merged.map((merged) => (
          <li key={merged.key + merged.edition}>
            <span>{format.facts([t('edition', { edition: merged.edition }), nameOf(merged)])}</span>
            <span className="seam-quiet">
              {format.facts([t('seam.history.merged'), format.fullDate(merged.at)])}
            </span>
          </li>
        ))}
        {seam.history.map((past) => (
          <li key={past.edition}>
            <span>
              {format.facts([
                t('edition', { edition: past.edition }),
                nameOf(past),
                format.length(past.length),
              ])}
            </span>
            <span className="seam-quiet">
              {format.facts([t(`seam.history.${past.origin}`), format.fullDate(past.from)])}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}
