import { type Audience, toldOf } from './audience.ts';

/** A side as far as it decides who is told: codes from the city down to its area. */
export interface ToldSide {
  readonly areaCode: string;
  readonly path: readonly string[];
}

/** A body called, and for which side. */
export interface ToldBody {
  readonly areaCode: string;
  readonly bodyCode: string;
  /** Told that it need not come. */
  readonly excused: boolean;
}

/** Something that happened, with all that decides who is told of it. */
export interface Happening {
  readonly key: string;
  readonly step: string;
  /** Account that did it; null for the clock. */
  readonly actor: string | null;
  /** Side of the step. */
  readonly areaCode: string | null;
  /** Bodies it is about; for a deadline those that are missing. */
  readonly about: readonly string[];
  readonly sides: readonly ToldSide[];
  readonly bodies: readonly ToldBody[];
  readonly blownBy: string | null;
  readonly blownFor: string | null;
  readonly superior: string | null;
}

/** An account as far as it decides what it is told. */
export interface Reachable {
  readonly name: string;
  readonly role: string;
  readonly areaCode: string | null;
  readonly bodyCode: string | null;
}

export interface Recipient {
  readonly account: string;
  readonly audience: Audience;
}

/**
 * Who is told, each once, as the nearest of what they are to it. A coordinator is told of sides within their own area,
 * but one for the whole city only as the common superior: everything is within the city.
 */
export function recipientsOf(happening: Happening, accounts: readonly Reachable[]): Recipient[] {
  const told = toldOf(happening.step);
  return accounts.flatMap((account) => {
    if (account.name === happening.actor) return [];
    const audience = told.find((one) => belongs[one](happening, account));
    return audience ? [{ account: account.name, audience }] : [];
  });
}

type Belongs = (happening: Happening, account: Reachable) => boolean;

const actsFor = (side: ToldSide, { role, areaCode }: Reachable): boolean =>
  role === 'coordinator' && areaCode !== null && side.path.slice(1).includes(areaCode);

const called: Belongs = (happening, { role, bodyCode }) =>
  role === 'officer' &&
  happening.bodies.some(
    (body) =>
      body.bodyCode === bodyCode &&
      !body.excused &&
      (happening.about.length === 0 ||
        happening.step !== 'summons.overdue' ||
        happening.about.includes(body.bodyCode)),
  );

const belongs: Readonly<Record<Audience, Belongs>> = {
  bodies: called,
  body: ({ about }, { role, bodyCode }) =>
    role === 'officer' && bodyCode !== null && about.includes(bodyCode),
  sides: ({ sides }, account) => sides.some((side) => actsFor(side, account)),
  side: ({ step, areaCode, about, sides, bodies }, account) => {
    const areas =
      step === 'summons.overdue'
        ? bodies.filter(({ bodyCode }) => about.includes(bodyCode)).map((body) => body.areaCode)
        : [areaCode];
    return (
      sides.some((side) => areas.includes(side.areaCode) && actsFor(side, account)) ||
      ((step.startsWith('side.') || step === 'handle.overdue') &&
        account.role === 'officer' &&
        bodies.some((body) => body.areaCode === areaCode && body.bodyCode === account.bodyCode))
    );
  },
  blower: ({ blownBy, blownFor, sides }, account) =>
    account.name === blownBy || sides.some((side) => side.areaCode === blownFor && actsFor(side, account)),
  superior: ({ superior }, { role, areaCode }) =>
    role === 'coordinator' && superior !== null && areaCode === superior,
};
