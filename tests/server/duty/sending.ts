import type { TestCity, TestClient } from '../../support/city.ts';

/** Sends a table in bytes, as a browser does. */
export async function sendTable<T>(
  { app }: TestCity,
  client: TestClient,
  path: string,
  table: string,
): Promise<{ readonly status: number; readonly body: T }> {
  const response = await app.request(path, {
    method: 'POST',
    headers: { cookie: client.cookie, 'accept-language': 'zh', 'content-type': 'application/octet-stream' },
    body: table,
  });
  return { status: response.status, body: (await response.json()) as T };
}
