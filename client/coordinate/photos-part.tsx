import { Image } from 'antd';
import type { Whistle } from '../api.ts';
import { useText } from '../text/text.ts';
import { usePhotos } from './people-queries.ts';

/** Photos of a case, the work before it and after; nothing where there are none. */
export function PhotosPart({ whistle }: { readonly whistle: Whistle }) {
  const { t, format } = useText();
  const { data } = usePhotos(whistle.id);
  if (data === undefined || data.photos.length === 0) return null;
  const nameOf = (code: string | null): string | null => {
    const body = whistle.summonses.find(({ bodyCode }) => bodyCode === code);
    return body ? format.name({ name: body.bodyName, nameEn: body.bodyNameEn }) : null;
  };
  return (
    <section className="card-part" data-testid="photos">
      <h3>{t('coordinate.case.photos')}</h3>
      <Image.PreviewGroup>
        <ul className="photos">
          {data.photos.map((photo) => {
            const words = t('coordinate.case.photo', {
              moment: t(`coordinate.case.moment.${photo.moment}`),
              who: nameOf(photo.bodyCode) ?? format.name(photo.by),
              time: format.time(photo.at),
            });
            return (
              <li key={photo.hash} title={words}>
                <Image
                  src={`/api/attachments/${photo.hash}/thumbnail`}
                  preview={{ src: `/api/attachments/${photo.hash}` }}
                  alt={words}
                  width={88}
                  height={66}
                />
                <small>{t(`coordinate.case.moment.${photo.moment}`)}</small>
              </li>
            );
          })}
        </ul>
      </Image.PreviewGroup>
    </section>
  );
}
