import { useText } from '../text/text.ts';

/** The right column while nothing is chosen: what can be done here, and with which keys. */
export function IdlePanel({ canDraw }: { readonly canDraw: boolean }) {
  const { t } = useText();
  const keys = [
    ...(canDraw
      ? ([
          ['N', 'new'],
          ['Enter', 'finish'],
          ['Esc', 'cancel'],
          ['Ctrl Z', 'undo'],
          ['Alt', 'snap'],
        ] as const)
      : []),
    ['/', 'search'] as const,
  ];
  return (
    <aside className="card" aria-label={t('coordinate.card.label')}>
      <div className="card-idle">
        <h2>{t(canDraw ? 'coordinate.idle.title' : 'coordinate.idle.titleLook')}</h2>
        <p>{t(canDraw ? 'coordinate.idle.explain' : 'coordinate.idle.look')}</p>
        <dl>
          {keys.map(([key, name]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{t(`coordinate.idle.keys.${name}`)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </aside>
  );
}
