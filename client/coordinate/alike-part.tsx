import { Button } from 'antd';
import type { SimilarList } from '../api.ts';
import { asFeature } from '../draw/verdict-protocol.ts';
import { useText } from '../text/text.ts';
import { type Draft, questionOf } from './draft.ts';
import { useSimilarTo } from './people-queries.ts';
import { useView } from './url.ts';

type Alike = SimilarList['similar'][number];

/** Incidents that may be the one that is being drawn, offered before it is submitted; nothing where none is like it. */
export function AlikePart({ draft }: { readonly draft: Draft }) {
  const { t, format } = useText();
  const [, change] = useView();
  const question = draft.confirmed && draft.category !== undefined ? questionOf(draft, undefined) : null;
  const { data } = useSimilarTo(question === null ? null : asFeature(question));
  const look = ({ id }: Alike) => change({ incident: id, whistle: undefined });
  if (data === undefined || data.similar.length === 0) return null;
  return (
    <section className="card-part similar" data-testid="alike">
      <h3>{t('coordinate.similar.title')}</h3>
      <ul>
        {data.similar.slice(0, 3).map((one) => (
          <li key={one.id}>
            <span>
              {format.facts([
                one.number,
                format.name(one.category),
                format.name({ name: one.place, nameEn: one.placeEn }),
                one.blown && t('coordinate.similar.blown'),
              ])}
            </span>
            <small>{format.facts([format.share(one.score), format.of(one.why)])}</small>
            <span className="similar-actions">
              <Button size="small" type="text" autoInsertSpace={false} onClick={() => look(one)}>
                {t('coordinate.similar.open')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
