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

/** Tools whose corners can be put on what the map shows: all that draw. */
export const snappingTools: readonly Tool[] = tools.filter((tool) => tool !== 'select');
