/** Before the work, after it, or anything else. */
export const moments = ['before', 'after', 'other'] as const;
export type Moment = (typeof moments)[number];

/** A photo of a case; the picture is at `/api/attachments/:hash`. */
export interface PhotoView {
  /** SHA-256 of the picture, hexadecimal. */
  readonly hash: string;
  readonly moment: Moment;
  /** Body it was taken for; null where it speaks for no body. */
  readonly bodyCode: string | null;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  /** When it came in, ISO 8601. */
  readonly at: string;
  readonly by: { readonly name: string; readonly nameEn: string };
}
