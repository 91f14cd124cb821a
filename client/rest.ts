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
 * A request to our own server, its answer read as JSON; null where it has none. A body is sent as JSON, a form as a form.
 * @throws Refused for every answer that is no success, and where the server cannot be reached.
 */
export async function request<T>(
  path: string,
  options: {
    readonly method?: string;
    readonly body?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
    readonly signal?: AbortSignal;
  } = {},
): Promise<T> {
  const { method = 'GET', body, headers, signal } = options;
  const form = body instanceof FormData;
  const response = await fetch(path, {
    method,
    headers: {
      ...askFor(),
      ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw unreachable();
  });
  const text = await response.text().catch(() => '');
  return answerOf<T>(response.status, response.statusText, text);
}

/**
 * The bytes of an answer of our own server.
 * @throws Refused as `request` does.
 */
export async function requestBytes(
  path: string,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<ArrayBuffer> {
  const response = await fetch(path, {
    headers: { ...askFor(), accept: 'application/octet-stream, application/json' },
    ...(signal === undefined ? {} : { signal }),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw unreachable();
  });
  if (!response.ok) answerOf(response.status, response.statusText, await response.text().catch(() => ''));
  return response.arrayBuffer();
}

/**
 * Sends a file as it is. The browser's `fetch` does not say how much has left, so this asks by the older way.
 * `onSent` hears the part that is on its way, 0 to 1.
 * @throws Refused as `request` does.
 */
export function sendFile<T>(path: string, file: Blob, onSent: (fraction: number) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open('POST', path);
    for (const [name, value] of Object.entries(askFor())) sending.setRequestHeader(name, value);
    sending.setRequestHeader('content-type', 'application/octet-stream');
    sending.upload.onprogress = ({ loaded, total }) => onSent(total > 0 ? loaded / total : 0);
    sending.onerror = () => reject(unreachable());
    sending.onload = () => {
      try {
        resolve(answerOf<T>(sending.status, sending.statusText, sending.responseText));
      } catch (error) {
        reject(error);
      }
    };
    sending.send(file);
  });
}

/**
 * Asks for a file that is made from what is sent.
 * @throws Refused as `request` does.
 */
export async function requestFile(path: string, body: unknown): Promise<Blob> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { ...askFor(), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => {
    throw unreachable();
  });
  if (response.ok) return response.blob();
  return answerOf<never>(response.status, response.statusText, await response.text().catch(() => ''));
}

const askFor = () => ({
  accept: 'application/json',
  'accept-language': document.documentElement.lang || 'zh-CN',
});

const unreachable = () => new Refused(0, 'unreachable', '', '');

function answerOf<T>(status: number, statusText: string, text: string): T {
  const json = parsed(text);
  if (status >= 200 && status < 300) return json as T;
  const problem = (json ?? {}) as Partial<Refused>;
  throw new Refused(
    status,
    problem.type ?? '',
    problem.title ?? statusText,
    problem.detail ?? '',
    problem.errors ?? [],
  );
}

function parsed(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
