const whole = (value: unknown): bigint | undefined => {
  try {
    return typeof value === "bigint" ? value : BigInt(Math.trunc(Number(value)));
  } catch {
    return undefined;
  }
};

/** The config values in the options of a socket, in either form, those that are whole numbers; what is none of it is left out. */
export function readSocketOptions(given: unknown): Map<number, bigint> {
  const pairs: [unknown, unknown][] =
    given instanceof Map
      ? [...given]
      : Array.isArray(given)
        ? given.filter(Array.isArray).map((entry) => [entry[0], entry.at(-1)])
        : typeof given === "object" && given !== null
          ? Object.entries(given)
          : [];
  const values = new Map<number, bigint>();
  for (const [config, value] of pairs) {
    const number = whole(value);
    if (number !== undefined) values.set(Number(config), number);
  }
  return values;
}
