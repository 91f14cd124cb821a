import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { useMemo, useState } from 'react';
import type { Bounds } from '../../geodata/geometry.ts';
import { defectKinds } from '../../geodata/jurisdiction/verdict.ts';
import type { TicketView } from '../api.ts';
import { useEditionInForce } from '../edition.ts';
import { useText } from '../text/text.ts';
import { ErrorNote, Rows } from '../ui/notes.tsx';
import { useSession } from '../ui/session.ts';
import { Field, Form } from './form.tsx';
import { SeamMap } from './map-pane.tsx';
import { shortName } from './naming.ts';
import { useCloseTicket, useTickets } from './queries.ts';
import type { TicketsSearch } from './url.ts';
import './seam.css';
import './map.css';
import './parts.css';

/** Faults of the boundaries that incidents have met, for the surveyors: a list, and where they are. */
export function Tickets({ search }: { readonly search: TicketsSearch }) {
  const { t, format } = useText();
  const { data: session } = useSession();
  const edition = useEditionInForce();
  const tickets = useTickets(search);
  const [selected, setSelected] = useState<string | null>(null);
  const navigate = useNavigate();
  const change = (patch: { [K in keyof TicketsSearch]?: TicketsSearch[K] | undefined }) =>
    void navigate({
      to: '/tickets',
      search: ((before: TicketsSearch) => ({ ...before, ...patch })) as never,
      replace: true,
    });
  const rows = useMemo(() => tickets.data?.pages.flatMap((page) => page.tickets) ?? [], [tickets.data]);
  const shown = rows.find(({ id }) => id === selected) ?? null;
  const hot = useMemo(
    () => (shown === null ? [] : [shown.parties.map(({ code }) => code).join('|')]),
    [shown],
  );
  const inForce = edition.data?.inForce ?? null;
  const mayClose = session?.account?.permissions.includes('survey.close') ?? false;
  return (
    <main className="seams" data-testid="tickets">
      <section className="seam-panel" aria-label={t('seam.tickets.title')}>
        <header className="seam-head">
          <Link to="/seams" className="seam-back">
            {t('seam.back')}
          </Link>
          <h1>{t('seam.tickets.title')}</h1>
          <p>
            {tickets.data === undefined
              ? ' '
              : t('seam.tickets.count', { count: format.number(tickets.data.pages[0]?.count ?? 0) })}
          </p>
          <div className="seam-filters">
            <Select<NonNullable<TicketsSearch['status']> | 'open'>
              value={search.status ?? 'open'}
              aria-label={t('seam.tickets.status')}
              options={(['open', 'closed', 'all'] as const).map((value) => ({
                value,
                label: t(`seam.tickets.${value}`),
              }))}
              onChange={(status) => change({ status: status === 'open' ? undefined : status })}
            />
            <Select<NonNullable<TicketsSearch['kind']> | 'all'>
              value={search.kind ?? 'all'}
              aria-label={t('seam.tickets.kind')}
              options={(['all', ...defectKinds] as const).map((value) => ({
                value,
                label: t(`seam.defect.${value}`),
              }))}
              onChange={(kind) => change({ kind: kind === 'all' ? undefined : kind })}
            />
          </div>
        </header>
        <div className="seam-scroll">
          {tickets.error !== null && rows.length === 0 ? (
            <ErrorNote error={tickets.error} onRetry={() => void tickets.refetch()} />
          ) : tickets.data === undefined ? (
            <Rows />
          ) : rows.length === 0 ? (
            <p className="seam-empty">
              {t(search.kind === undefined ? 'seam.tickets.empty' : 'seam.emptyNarrowed')}
            </p>
          ) : (
            <ol className="seam-rows">
              {rows.map((ticket) => (
                <li key={ticket.id} className={ticket.id === selected ? 'seam-ticket-open' : ''}>
                  <TicketRow
                    ticket={ticket}
                    selected={ticket.id === selected}
                    onSelect={() => setSelected(ticket.id === selected ? null : ticket.id)}
                  />
                  {ticket.id === selected && <TicketBody ticket={ticket} mayClose={mayClose} />}
                </li>
              ))}
            </ol>
          )}
          {tickets.hasNextPage && (
            <Button
              className="seam-more"
              autoInsertSpace={false}
              loading={tickets.isFetchingNextPage}
              onClick={() => void tickets.fetchNextPage()}
            >
              {t('more')}
            </Button>
          )}
        </div>
      </section>
      {inForce !== null ? (
        <SeamMap edition={inForce} hot={hot} place={shown?.at ?? null} bounds={around(shown?.at ?? null)} />
      ) : (
        <div className="desk-map" aria-busy={edition.data === undefined} />
      )}
    </main>
  );
}

function TicketRow(props: {
  readonly ticket: TicketView;
  readonly selected: boolean;
  readonly onSelect: () => void;
}) {
  const { t, language, format } = useText();
  const { ticket } = props;
  return (
    <button
      type="button"
      className="seam-row seam-ticket"
      aria-expanded={props.selected}
      data-testid={`ticket-${ticket.id}`}
      onClick={props.onSelect}
    >
      <span className="seam-row-name">
        {ticket.parties.map((party) => shortName(party, language)).join(' × ')}
      </span>
      <span className="seam-row-second">
        {format.facts([
          `S-${ticket.id}`,
          ticket.status === 'closed' && t('seam.tickets.closed'),
          t('seam.tickets.met', { count: ticket.incidents }),
          format.fullDate(ticket.openedAt),
        ])}
      </span>
      <span className={ticket.status === 'open' ? 'seam-row-basis seam-none' : 'seam-row-basis'}>
        {t(`seam.defect.${ticket.kind}`)}
      </span>
      <span className="seam-row-length">
        {ticket.width === null ? '' : t('seam.tickets.width', { width: format.length(ticket.width) })}
      </span>
    </button>
  );
}

/** What is known of a ticket, and the form to close it. */
function TicketBody({ ticket, mayClose }: { readonly ticket: TicketView; readonly mayClose: boolean }) {
  const { t, format } = useText();
  const close = useCloseTicket();
  const [closing, setClosing] = useState(false);
  const [note, setNote] = useState('');
  return (
    <div className="seam-ticket-body">
      <p>{t(`seam.tickets.explain.${ticket.kind}`)}</p>
      <p className="seam-quiet">
        {format.facts([
          t('edition', { edition: ticket.edition }),
          ticket.area !== null && format.area(ticket.area),
          t('seam.tickets.lastMet', { date: format.fullDate(ticket.lastMetAt) }),
        ])}
      </p>
      {ticket.closed !== null && (
        <p>
          {format.facts([
            t('seam.tickets.closedAt', { date: format.fullDate(ticket.closed.at) }),
            ticket.closed.edition === null
              ? ticket.closed.note
              : t('seam.tickets.resolved', { edition: ticket.closed.edition }),
            ticket.closed.by,
          ])}
        </p>
      )}
      {ticket.kind === 'no-basis' && ticket.parties.length === 2 && (
        <Link to="/seams" search={{ q: ticket.parties.map(({ code }) => code).join(' ') }}>
          {t('seam.tickets.toSeam')}
        </Link>
      )}
      {mayClose && ticket.status === 'open' && !closing && (
        <button type="button" className="seam-small-button" onClick={() => setClosing(true)}>
          {t('seam.tickets.close')}
        </button>
      )}
      {closing && ticket.status === 'open' && (
        <Form
          label={t('seam.tickets.close')}
          submit={t('seam.tickets.close')}
          disabled={note.trim() === ''}
          pending={close.isPending}
          error={close.error}
          onCancel={() => setClosing(false)}
          onSubmit={() => close.mutate({ id: ticket.id, note })}
        >
          <Field label={t('seam.tickets.found')}>
            <Input.TextArea
              value={note}
              rows={2}
              maxLength={2000}
              placeholder={t('seam.required')}
              data-testid="ticket-note"
              onChange={(event) => setNote(event.target.value)}
            />
          </Field>
        </Form>
      )}
    </div>
  );
}

/** A neighbourhood around a place. */
function around(at: readonly [number, number] | null): Bounds | null {
  if (at === null) return null;
  const [lon, lat] = at;
  return [lon - 0.006, lat - 0.004, lon + 0.006, lat + 0.004];
}
