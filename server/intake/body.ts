import { invalid, Problem } from '../errors.ts';

/**
 * The bytes of a request, given up on as soon as they are too many.
 * @throws Problem 413 too large; 415 compressed; 400 empty.
 */
export async function readBytes(request: Request, limit: number): Promise<Buffer> {
  const encoding = request.headers.get('content-encoding');
  if (encoding && encoding !== 'identity')
    throw new Problem(
      415,
      'unsupported-type',
      { zh: '不支持这种文件', en: 'Unsupported kind of file' },
      {
        zh: `得到 content-encoding: ${encoding}；应为未压缩的文件`,
        en: `Got content-encoding: ${encoding}; a file as it is was wanted`,
      },
    );
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge(limit);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.length;
    if (size > limit) throw tooLarge(limit);
    parts.push(part);
  }
  if (size === 0)
    throw invalid({ zh: '文件是空的', en: 'The file is empty' }, [
      { pointer: '#', got: '0', detail: { zh: '应有内容', en: 'some content was wanted' } },
    ]);
  return Buffer.concat(parts);
}

const tooLarge = (limit: number): Problem =>
  new Problem(
    413,
    'too-large',
    { zh: '文件太大', en: 'File too large' },
    {
      zh: `文件最多 ${limit / 1e6} MB，请分成几个`,
      en: `A file may have ${limit / 1e6} MB at most; split it into several`,
    },
  );
