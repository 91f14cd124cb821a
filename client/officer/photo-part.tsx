import { useEffect, useId, useMemo, useState } from 'react';
import { useText } from '../text/text.ts';
import { CameraIcon, CrossIcon } from './icons.tsx';
import { type Moment, newKey } from './outgoing.ts';
import { photoBytes, shrink } from './shrink.ts';
import type { DraftPhoto } from './use-draft.ts';

/** Photos of one moment: those chosen, and the way to add more. Made small on the phone before they are kept. */
export function PhotoPart(props: {
  readonly moment: Moment;
  readonly photos: readonly DraftPhoto[];
  readonly onAdd: (photos: readonly DraftPhoto[]) => void;
  readonly onRemove: (id: string) => void;
}) {
  const { moment, photos } = props;
  const { t } = useText();
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [tooLarge, setTooLarge] = useState<string | null>(null);
  const name = t(`officer.moments.${moment}`);

  async function take(files: readonly File[]) {
    setBusy(true);
    setTooLarge(null);
    const taken: DraftPhoto[] = [];
    for (const file of files) {
      const smaller = await shrink(file);
      if (smaller.size > photoBytes) setTooLarge(file.name);
      else taken.push({ id: newKey(), moment, file: smaller });
    }
    props.onAdd(taken);
    setBusy(false);
  }

  return (
    <div className="photos">
      <span className="photos-name">{name}</span>
      <div className="photos-row">
        {photos.map((photo, index) => (
          <Thumb
            key={photo.id}
            photo={photo}
            name={t('officer.waiting.photo', { moment: name, number: index + 1 })}
            onRemove={() => props.onRemove(photo.id)}
          />
        ))}
        <label htmlFor={id} className="photo-add" aria-busy={busy}>
          <CameraIcon />
          <span className="visually-hidden">{t('officer.work.add', { moment: name })}</span>
          <input
            id={id}
            type="file"
            accept="image/jpeg,image/png,image/webp"
            multiple
            data-testid={`photo-${moment}`}
            onChange={(event) => {
              const files = [...(event.target.files ?? [])];
              event.target.value = '';
              void take(files);
            }}
          />
        </label>
      </div>
      {busy && (
        <p className="call-quiet" role="status">
          {t('officer.work.preparing')}
        </p>
      )}
      {tooLarge !== null && (
        <p className="notice-warning" role="alert">
          {t('officer.work.tooLarge', { name: tooLarge, limit: photoBytes / 1e6 })}
        </p>
      )}
    </div>
  );
}

function Thumb(props: { readonly photo: DraftPhoto; readonly name: string; readonly onRemove: () => void }) {
  const { t } = useText();
  const { file } = props.photo;
  const address = useMemo(() => URL.createObjectURL(file), [file]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  return (
    <div className="photo-thumb">
      <img src={address} alt={props.name} />
      <button type="button" aria-label={`${t('officer.work.remove')} ${props.name}`} onClick={props.onRemove}>
        <CrossIcon />
      </button>
    </div>
  );
}
