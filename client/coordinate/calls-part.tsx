import type { Account, Whistle } from '../api.ts';
import { useText } from '../text/text.ts';
import { useGaps } from './people-queries.ts';

/** For whom it was blown, who was called beyond the lists and why, and posts of its areas that nobody is on duty for. */
export function CallsPart({
  whistle,
  account,
}: {
  readonly whistle: Whistle;
  readonly account: Account | null;
}) {
  const { t, format } = useText();
  const gaps = useGaps(whistle.closedAt === null && (account?.permissions.includes('roster.see') ?? false));
  const reasoned = whistle.summonses.filter(({ reason }) => reason !== null);
  const empty = (gaps.data?.areas ?? []).filter(
    ({ code, gaps: posts }) =>
      posts.length > 0 && whistle.sides.some(({ areaCode, role }) => areaCode === code && role !== 'inform'),
  );
  const special = whistle.caller !== 'subdistrict' || whistle.taskForce !== null;
  if (!special && reasoned.length === 0 && empty.length === 0) return null;
  return (
    <section className="card-part similar" data-testid="calls">
      {special && (
        <p>
          {format.facts([
            t(`coordinate.caller.${whistle.caller}`),
            whistle.taskForce && format.name(whistle.taskForce),
          ])}
        </p>
      )}
      {reasoned.length > 0 && (
        <>
          <h3>{t('coordinate.case.reasons')}</h3>
          <ul>
            {reasoned.map(({ id, bodyName, bodyNameEn, reason }) => (
              <li key={id}>
                {t('coordinate.case.reasonOf', {
                  body: format.name({ name: bodyName, nameEn: bodyNameEn }),
                  reason: reason ?? '',
                })}
              </li>
            ))}
          </ul>
        </>
      )}
      {empty.length > 0 && (
        <>
          <h3>{t('coordinate.gaps.title')}</h3>
          {empty.map((area) => (
            <p key={area.code} className="card-defect" data-testid={`gap-${area.code}`}>
              {t('coordinate.gaps.of', {
                area: format.name(area),
                bodies: format.list(
                  area.gaps.map(({ short, shortEn }) => format.name({ name: short, nameEn: shortEn })),
                ),
              })}
            </p>
          ))}
        </>
      )}
    </section>
  );
}
