/** Tools of the drawing bar, in its order. `select` moves and reshapes what is there. */
export const tools = [
  'select',
  'point',
  'linestring',
  'polygon',
  'rectangle',
  'circle',
  'freehand',
  'hole',
] as const;
export type Tool = (typeof tools)[number];

/** Tools that take corners one by one, which can therefore be put on what the map shows. */
export const snappingTools: readonly Tool[] = ['linestring', 'polygon', 'hole'];
