let pen: CanvasRenderingContext2D | null = null;

/** Width of a text in pixels, at a font size in pixels. */
export function widthOf(text: string, pixels: number): number {
  pen ??= document.createElement('canvas').getContext('2d');
  if (pen === null) return text.length * pixels;
  pen.font = `500 ${pixels}px "Noto Sans SC Variable", "Noto Sans SC", sans-serif`;
  return pen.measureText(text).width;
}
