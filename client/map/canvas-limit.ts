/** What is read of a graphics context to know how large it can draw. */
type Limits = Pick<
  WebGL2RenderingContext,
  'getParameter' | 'MAX_TEXTURE_SIZE' | 'MAX_RENDERBUFFER_SIZE' | 'MAX_VIEWPORT_DIMS'
>;

/**
 * The largest canvas a graphics context can draw, [width, height] in pixels. MapLibre's own limit of 4096 blurs the map of
 * every wall that is wider: it draws fewer pixels and stretches them.
 */
export function largestCanvas(gl: Limits): [number, number] {
  const [wide = 0, high = 0] = gl.getParameter(gl.MAX_VIEWPORT_DIMS) as Iterable<number> & number[];
  const side = Math.min(
    Number(gl.getParameter(gl.MAX_TEXTURE_SIZE)),
    Number(gl.getParameter(gl.MAX_RENDERBUFFER_SIZE)),
  );
  return [Math.min(side, wide), Math.min(side, high)];
}

let known: [number, number] | undefined;

/** The same of this browser, asked once; MapLibre's own limit where it has no WebGL 2. */
export function canvasLimit(): [number, number] {
  if (known !== undefined) return known;
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (gl === null) return [4096, 4096];
  known = largestCanvas(gl);
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return known;
}
