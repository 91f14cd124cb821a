import type { WhistleKind } from '../../geodata/jurisdiction/verdict.ts';

/**
 * The outline of a kind's mark in a square of 16: square for enforcement, circle for priority, triangle for an emergency.
 * A joint whistle is the same shape cut by an upright slit, the seam. SVG path data, one closed part or two.
 */
export function kindShape(kind: WhistleKind, joint: boolean): string {
  return shapes[kind][joint ? 1 : 0];
}

const shapes: Record<WhistleKind, readonly [whole: string, cut: string]> = {
  enforcement: ['M2 2H14V14H2Z', 'M1.5 2H6.9V14H1.5ZM9.1 2H14.5V14H9.1Z'],
  priority: [
    'M8 1.5A6.5 6.5 0 1 1 8 14.5A6.5 6.5 0 1 1 8 1.5Z',
    'M6.9 1.6A6.5 6.5 0 0 0 6.9 14.4ZM9.1 1.6A6.5 6.5 0 0 1 9.1 14.4Z',
  ],
  emergency: ['M8 1.5L15 14.5H1Z', 'M6.9 3.5V14.5H1ZM9.1 3.5V14.5H15Z'],
};
