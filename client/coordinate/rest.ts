/** One field at fault, as a problem document names it. */
export interface FieldFault {
  readonly pointer?: string;
  readonly got?: string;
  readonly detail?: unknown;
  readonly at?: readonly [number, number] | null;
}

/** A refusal of the server (RFC 9457), in the reader's language; status 0 where no server was reached. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    readonly title: string,
    readonly detail: string,
    readonly errors: readonly FieldFault[] = [],
  ) {
    super(`${title}: ${detail}`);
  }
}

/**
 * A request to our own server, its answer read as JSON.
 * @throws Refused for every answer that is no success, and where the server cannot be reached.
 */
export async function request<T>(
  path: string,
  options: { readonly method?: string; readonly body?: unknown; readonly signal?: AbortSignal } = {},
): Promise<T> {
  const { method = 'GET', body, signal } = options;
  const response = await fetch(path, {
    method,
    headers: {
      accept: 'application/json',
      'accept-language': document.documentElement.lang || 'zh-CN',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Refused(0, 'unreachable', '', '');
  });
  if (!response.ok) throw await refusalOf(response);
  return (await response.json()) as T;
}

async function refusalOf(response: Response): Promise<Refused> {
  const problem = (await response.json().catch(() => ({}))) as Partial<Refused>;
  return new Refused(
    response.status,
    problem.type ?? '',
    problem.title ?? response.statusText,
    problem.detail ?? '',
    problem.errors ?? [],
  );
}
