import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useEditionInForce } from '../edition.ts';
import { useText } from '../text/text.ts';
import { ErrorNote, Rows } from '../ui/notes.tsx';
import { PartyChip } from '../ui/party.tsx';
import { AgreementsPart } from './agreements-part.tsx';
import { BasisPart } from './basis-part.tsx';
import { ContactsPart } from './contacts-part.tsx';
import { SeamMap } from './map-pane.tsx';
import { districtsOf, seamName } from './naming.ts';
import { useSeam } from './queries.ts';
import { HistoryPart, LatestPart, TicketsPart } from './record-parts.tsx';
import { Strip } from './strip.tsx';
import './seam.css';
import './map.css';
import './parts.css';

/** One line between two parties: where it runs, what is recorded about it, and what happened on it. */
export function SeamPage({ seamKey }: { readonly seamKey: string }) {
  const { t, language, format } = useText();
  const edition = useEditionInForce();
  const { data: seam, error, refetch } = useSeam(seamKey);
  const inForce = edition.data?.inForce ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key and the edition stand for the shapes.
  const sides = useMemo(
    () =>
      seam && {
        left: seam.outlines.left,
        right: seam.outlines.right,
        line: seam.shape,
        ends: [
          { place: seam.ends.from.place, label: format.distance(0) },
          { place: seam.ends.to.place, label: format.distance(seam.length) },
        ],
      },
    [seam?.key, seam?.edition, language],
  );
  return (
    <main className="seam-page" data-testid="seam-page">
      <div className="seam-middle">
        {inForce !== null ? (
          <SeamMap edition={inForce} hot={none} bounds={seam?.bounds ?? null} {...(sides && { sides })} />
        ) : (
          <div className="desk-map" aria-busy={edition.data === undefined} />
        )}
        {seam === undefined ? (
          <div className="seam-strip" aria-busy={error === null} />
        ) : (
          <Strip seam={seam} />
        )}
      </div>
      <aside className="seam-panel seam-facts">
        <header className="seam-head">
          <Link to="/seams" className="seam-back">
            {t('seam.back')}
          </Link>
          {seam !== undefined && (
            <>
              <h1 data-testid="seam-name">{seamName(seam, language)}</h1>
              <p>
                {format.facts([
                  districtsOf(seam, language),
                  t(`seam.kindOf.${seam.level === 'district' ? 'district' : 'subdistrict'}`),
                  format.length(seam.length),
                ])}
              </p>
            </>
          )}
        </header>
        <div className="seam-scroll">
          {error !== null && seam === undefined ? (
            <ErrorNote error={error} onRetry={() => void refetch()} />
          ) : seam === undefined ? (
            <Rows />
          ) : (
            <>
              <section className="seam-part seam-figures" aria-label={t('seam.record')}>
                {(['incidents', 'joint', 'whistles', 'overrides', 'redraws'] as const).map((name) => (
                  <div key={name}>
                    <strong>{format.number(seam.counts[name])}</strong>
                    <span>{t(`seam.counts.${name}`)}</span>
                  </div>
                ))}
              </section>
              <section className="seam-part">
                <h2>{t('seam.sides')}</h2>
                {[seam.left, seam.right].map((side, i) => (
                  <p key={side.code} className="seam-side">
                    <PartyChip party={i + 1} />
                    <span>{format.name(side)}</span>
                    <span className="seam-quiet">
                      {format.facts([side.district && format.name(side.district), side.code])}
                    </span>
                  </p>
                ))}
              </section>
              <BasisPart key={`basis${seam.version}`} seam={seam} />
              <AgreementsPart seam={seam} />
              <ContactsPart seam={seam} />
              <TicketsPart seam={seam} />
              <LatestPart seam={seam} />
              <HistoryPart seam={seam} />
            </>
          )}
        </div>
      </aside>
    </main>
  );
}

/** The line is drawn by its own shape, since tiles do not tell two lines of one pair apart. */
const none: readonly string[] = [];
