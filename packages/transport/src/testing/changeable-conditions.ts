import { goodConditions, type LinkConditions } from "./conditions.js";

/** What a link does to datagrams, to be changed at any time; what is under way already is not touched. */
export type ChangeableConditions = { -readonly [Name in keyof LinkConditions]: LinkConditions[Name] };

const SHARES: ReadonlySet<string> = new Set(["loss", "duplication", "reordering"]);
const NAMES = Object.keys(goodConditions) as (keyof LinkConditions)[];

/**
 * Conditions that take no nonsense, so that a test for 5 % loss does not test for 500 %: setting throws a RangeError for a share that is not 0..1, a time or a rate that
 * is negative, and a TypeError for a name that is none.
 */
export function changeableConditions(...given: readonly Partial<LinkConditions>[]): ChangeableConditions {
  const conditions = {} as ChangeableConditions;
  for (const name of NAMES) {
    let current = goodConditions[name];
    Object.defineProperty(conditions, name, {
      enumerable: true,
      get: () => current,
      set: (value: number) => {
        current = checked(name, value);
      },
    });
  }
  for (const some of given) changeConditions(conditions, some);
  return conditions;
}

/** Sets several at once. */
export function changeConditions(conditions: ChangeableConditions, to: Partial<LinkConditions>): void {
  for (const [name, value] of Object.entries(to)) {
    if (!(name in goodConditions)) throw new TypeError(`A network has no "${name}". It has: ${NAMES.join(", ")}.`);
    if (value !== undefined) conditions[name as keyof LinkConditions] = value;
  }
}

function checked(name: keyof LinkConditions, value: number): number {
  if (SHARES.has(name)) {
    if (value >= 0 && value <= 1) return value;
    throw new RangeError(`${name} is a share from 0 to 1, not ${value}: five per cent are 0.05.`);
  }
  if (name === "bytesPerSecond" ? value > 0 : value >= 0 && value < Number.POSITIVE_INFINITY) return value;
  throw new RangeError(`${name} cannot be ${value}: it is ${name === "bytesPerSecond" ? "more than 0" : "a time in ms, 0 or more"}.`);
}
