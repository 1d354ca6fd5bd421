/** The constants that {@link numbered} makes, each with its number as its type. */
export type Numbered<Prefix extends string, Names extends readonly string[]> = {
  readonly [Index in keyof Names as Names[Index] extends "" ? never : `${Prefix}${Names[Index] & string}`]: Index extends `${infer Value extends number}`
    ? Value
    : never;
};

/** Constants numbered from 0 in the order of their names, with `prefix` before each; an empty name leaves a number out. */
export function numbered<Prefix extends string, const Names extends readonly string[]>(prefix: Prefix, names: Names): Numbered<Prefix, Names> {
  const named = names.flatMap((name, value) => (name === "" ? [] : [[prefix + name, value]]));
  return Object.fromEntries(named) as Numbered<Prefix, Names>;
}
