/** Drawn on 24 units, strokes in the colour of the text beside. */
const Icon = ({ d, stroke = 1.8 }: { readonly d: string; readonly stroke?: number }) => (
  <svg className="officer-drawing" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
    <path
      d={d}
      fill="none"
      stroke="currentColor"
      strokeWidth={stroke}
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
);

export const BackIcon = () => <Icon d="M15 5l-7 7 7 7" />;
export const MenuIcon = () => <Icon d="M12 5.5v.01M12 12v.01M12 18.5v.01" stroke={3.2} />;
export const CameraIcon = () => (
  <Icon d="M4 8h3l1.5-2.5h7L17 8h3v11H4zM12 16.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6z" />
);
export const CrossIcon = () => <Icon d="M7 7l10 10M17 7L7 17" />;
export const MeIcon = () => <Icon d="M12 4l5.5 15.5L12 16l-5.5 3.5z" />;

/** Who has come: a teal disc with a tick. */
export const TickMark = () => (
  <svg className="tick-mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    <circle cx="8" cy="8" r="7.4" />
    <path d="M4.8 8.2l2.2 2.2 4.2-4.6" />
  </svg>
);
