import type { Coverage } from '../../geodata/jurisdiction/coverage.ts';
import type { Jurisdiction, Role, Verdict } from '../../geodata/jurisdiction/verdict.ts';
import { invalid } from '../errors.ts';

/** What a coordinator decided otherwise than the resolver, beside the verdict it was made against. */
export interface OverrideView {
  readonly id: string;
  /** Number of the verdict it was made against. */
  readonly verdictId: string;
  /** Areas alone, the leading one first. */
  readonly parties: readonly OverrideParty[];
  readonly reason: string;
  readonly by: { readonly name: string; readonly nameEn: string };
  readonly at: string;
  /** False once a later one, or a new footprint, has taken its place. */
  readonly inForce: boolean;
}

export interface OverrideParty {
  readonly jurisdiction: Jurisdiction;
  readonly role: Role;
}

/** A party as it is asked for. */
export interface AskedParty {
  readonly code: string;
  readonly role: Role;
}

/**
 * The parties asked for, by name, the leading one first.
 * @throws Problem 400 unless one of them leads, each is an area that the edition calls as a party, and none is named twice.
 */
export function overrideParties(coverage: Coverage, asked: readonly AskedParty[]): readonly OverrideParty[] {
  const leads = asked.filter(({ role }) => role === 'lead').length;
  if (leads !== 1) {
    const detail = {
      zh: `改派须有且只有一家牵头，得到 ${leads} 家`,
      en: `An override names exactly one lead, got ${leads}`,
    };
    throw invalid(detail, [{ pointer: '#/parties', got: String(leads), detail }]);
  }
  const parties = new Set(coverage.parties.map(({ code }) => code));
  const seen = new Set<string>();
  return asked
    .map(({ code, role }, index) => {
      const detail = !parties.has(code)
        ? {
            zh: `边界版本 ${coverage.edition} 里没有可召集的辖区“${code}”`,
            en: `Edition ${coverage.edition} has no area "${code}" that can be called`,
          }
        : seen.has(code)
          ? { zh: `“${code}”写了两次`, en: `"${code}" is named twice` }
          : null;
      if (detail) throw invalid(detail, [{ pointer: `#/parties/${index}/code`, got: code, detail }]);
      seen.add(code);
      return { jurisdiction: coverage.jurisdictionOf(code), role };
    })
    .sort((one, other) => roles.indexOf(one.role) - roles.indexOf(other.role));
}

/** An area that takes part, whoever decided so: the resolver, or a coordinator beside it. */
export interface Standing {
  readonly jurisdiction: Jurisdiction;
  readonly role: Role;
  readonly share: number;
  /** Square metres; null for a point. */
  readonly area: number | null;
}

/**
 * The areas that take part, the leading one first: those of the override in force, else the verdict's own. An area that
 * `alsoCalled` names and that would merely be informed, or was only touched, assists. Bodies are no areas.
 */
export function standingsOf(
  verdict: Verdict,
  override: Pick<OverrideView, 'parties'> | null,
  alsoCalled: readonly string[] = [],
): readonly Standing[] {
  const parts = [...verdict.parties.filter(({ holding }) => holding === null), ...verdict.touched];
  const measured = new Map(parts.map((part) => [part.jurisdiction.code, part]));
  const decided: readonly OverrideParty[] =
    override?.parties ?? verdict.parties.filter(({ holding }) => holding === null);
  const named = new Set(decided.map(({ jurisdiction }) => jurisdiction.code));
  const besides = parts
    .filter(({ jurisdiction: { code } }) => !named.has(code) && alsoCalled.includes(code))
    .map(({ jurisdiction }) => ({ jurisdiction, role: 'assist' as const }));
  return [...decided, ...besides].map(({ jurisdiction, role }) => ({
    jurisdiction,
    role: role === 'inform' && alsoCalled.includes(jurisdiction.code) ? 'assist' : role,
    share: measured.get(jurisdiction.code)?.share ?? 0,
    area: measured.get(jurisdiction.code)?.area ?? null,
  }));
}

/** Those of them that must come. */
export const called = (standings: readonly Standing[]): readonly Standing[] =>
  standings.filter(({ role }) => role !== 'inform');

const roles: readonly Role[] = ['lead', 'assist', 'inform'];
