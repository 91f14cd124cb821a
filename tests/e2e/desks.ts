import { headline } from './people.ts';

/** What a step answers, as far as tests go on from it. */
interface Answer {
  readonly id: string;
  readonly display: { readonly id: string };
  readonly upload: string;
  readonly edition: number;
  readonly state: string;
}
export type Desk = (method: string, path: string, body?: unknown) => Promise<Answer>;

/** Somebody who works at another desk, over a line of their own. */
export async function deskOf(address: string, name: string, password = 'demo'): Promise<Desk> {
  const headers = { 'content-type': 'application/json', origin: address };
  const signedIn = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ name, password }),
  });
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  return async (method, path, body = {}) => {
    const answer = await fetch(address + path, {
      method,
      headers: { ...headers, cookie },
      ...(method !== 'GET' && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return (await answer.json()) as Answer;
  };
}

/** Blows a whistle on the building on the line; answers its number. */
export async function blowOn(address: string, kind: 'enforcement' | 'emergency'): Promise<string> {
  const ask = await deskOf(address, 'coordinator-xicheng');
  const geometry = { type: 'Polygon', coordinates: [[...headline.corners, headline.corners[0]]] };
  const properties = { category: '01-01', kind, source: 'patrol' };
  const incident = await ask('POST', '/api/incidents', { type: 'Feature', geometry, properties });
  const item = kind === 'emergency' ? {} : { catalogueItem: '01-01' };
  return (await ask('POST', `/api/incidents/${incident.id}/whistles`, { kind, ...item })).id;
}
