declare module 'vt-pbf' {
  interface Options {
    readonly version?: 1 | 2;
    readonly extent?: number;
  }
  /** Vector tile of the layers given, by name, as geojson-vt cuts them; not compressed. */
  export function fromGeojsonVt(
    layers: Readonly<Record<string, { readonly features: readonly unknown[] }>>,
    options?: Options,
  ): Uint8Array;
}
