import { createHash, type Hash } from 'node:crypto';
import type { HonoRequest } from 'hono';
import { invalid } from '../errors.ts';

/**
 * SHA-256 of what a request sent, hexadecimal. Of a form its fields and files in the order sent, since the line between
 * the parts is drawn anew each time; of anything else the bytes. The body stays readable for the handler.
 */
export async function hashOfRequest(request: HonoRequest): Promise<string> {
  const hash = createHash('sha256');
  if (/^multipart\/form-data\b/i.test(request.header('content-type') ?? '')) {
    for (const [name, value] of (await readForm(request)).entries()) {
      part(hash, name);
      if (typeof value === 'string') part(hash, value);
      else {
        part(hash, value.name);
        part(hash, value.type);
        part(hash, new Uint8Array(await value.arrayBuffer()));
      }
    }
  } else hash.update(new Uint8Array(await request.arrayBuffer()));
  return hash.digest('hex');
}

/**
 * The form that a request sent.
 * @throws Problem 400 where it is none.
 */
export const readForm = (request: HonoRequest): Promise<FormData> =>
  request.formData().catch(() => {
    const detail = {
      zh: '请求体不是完整的表单（multipart/form-data）',
      en: 'The body is not a complete form (multipart/form-data)',
    };
    throw invalid(detail, [{ pointer: '#', detail }]);
  });

/** With its length before it, so that no two lists of parts read the same. */
function part(hash: Hash, value: string | Uint8Array): void {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  hash.update(`${bytes.length}:`).update(bytes);
}
