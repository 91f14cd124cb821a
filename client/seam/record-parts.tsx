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

/** The line in every edition it was in, and how it came to be there. */
export function HistoryPart({ seam }: { readonly seam: SeamDetail }) {
  const { t, language, format } = useText();
  return (
    <Part title={t('seam.history.title')}>
      <ul className="seam-lines">
        {seam.history.map((past) => (
          <li key={past.edition}>
            <span>
              {format.facts([
                t('edition', { edition: past.edition }),
                seamName(
                  { left: { ...past.left, district: null }, right: { ...past.right, district: null } },
                  language,
                ),
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
