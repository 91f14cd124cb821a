import type { Tool } from '../draw/tools.ts';

/** Line drawings of 16 units in the ink of their button. */
export type IconName =
  | Tool
  | 'magnet'
  | 'undo'
  | 'redo'
  | 'plus'
  | 'minus'
  | 'layers'
  | 'search'
  | 'send'
  | 'bell'
  | 'clear'
  | 'tick';

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}

const paths: Record<IconName, string> = {
  select: 'M3 2.5l10 4.2-4.3 1.6-1.6 4.3z',
  point:
    'M8 14s4.5-4.4 4.5-7.6a4.5 4.5 0 1 0-9 0C3.5 9.600 8 14 8 14zM8 8a1.600 1.600 0 1 0 0-3.200 1.600 1.600 0 0 0 0 3.200',
  linestring:
    'M3 13a1.300 1.300 0 1 0 0-2.600 1.300 1.300 0 0 0 0 2.600M13 5.600A1.300 1.300 0 1 0 13 3a1.300 1.300 0 0 0 0 2.600M4.100 10.900l7.800-5.800',
  polygon: 'M8 2.200l5.600 4.200-2.100 6.900H4.500L2.400 6.400z',
  rectangle: 'M2.500 4h11v8h-11z',
  circle: 'M8 13.500a5.500 5.500 0 1 0 0-11 5.500 5.500 0 0 0 0 11z',
  freehand:
    'M2 10.500c1.500-6 3.500-7 4.500-4.500s-.5 6 1.500 5.500 1.700-5.800 3.200-5.800 1 2.800 2.800 2.800',
  hole: 'M2.500 2.500h11v11h-11zM6 6h4v4H6z',
  magnet: 'M4 2.500v6a4 4 0 0 0 8 0v-6M2.800 2.500h2.600M10.600 2.500h2.600M4 5.500h1.400M10.600 5.500H12',
  undo: 'M5.500 3L2.500 6l3 3M2.800 6h6.700a3.800 3.800 0 0 1 0 7.600H6',
  redo: 'M10.500 3l3 3-3 3M13.200 6H6.500a3.800 3.800 0 0 0 0 7.600H10',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  layers: 'M8 2.500l6 3-6 3-6-3zM2.500 8.200L8 11l5.500-2.800M2.500 10.800L8 13.600l5.500-2.800',
  search: 'M7 12a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM10.700 10.700L14 14',
  send: 'M14 2.500L2 7l5 2 2 5z',
  bell: 'M4 11V7a4 4 0 0 1 8 0v4l1 1H3zM6.500 14h3',
  clear: 'M3.500 3.500l9 9M12.500 3.500l-9 9',
  tick: 'M3 8.500l3.500 3.500L13 4.500',
};
