import type { Verdict, WhistleKind } from '../../geodata/jurisdiction/verdict.ts';
import type { Account } from '../api.ts';
import { calledAreas } from './bodies.ts';

/** Why the whistle cannot be blown yet, by the key of the words for it; null when it can. The server decides again. */
export type BlowGate =
  | 'shape'
  | 'server'
  | 'category'
  | 'uncertain'
  | 'unassigned'
  | 'permission'
  | 'notParty'
  | null;

export function blowGate(input: {
  readonly verdict: Verdict | null;
  readonly confirmed: boolean;
  readonly kind: WhistleKind;
  readonly category: string | undefined;
  readonly alsoCalled: ReadonlySet<string>;
  readonly account: Pick<Account, 'areaCode' | 'permissions'> | null;
}): BlowGate {
  const { verdict, account } = input;
  if (!account?.permissions.includes('whistle.blow')) return 'permission';
  if (verdict === null) return 'shape';
  const called = calledAreas(verdict, input.alsoCalled);
  if (called.length === 0) return 'unassigned';
  if (account.areaCode !== null && !called.some(({ path }) => path.includes(account.areaCode ?? '')))
    return 'notParty';
  if (verdict.outcome === 'uncertain' && input.kind !== 'emergency') return 'uncertain';
  if (input.category === undefined) return 'category';
  return input.confirmed ? null : 'server';
}
