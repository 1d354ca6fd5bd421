/**
 * A float of Godot whose value is a whole number. JavaScript has one kind of number, Godot has two: `1` is an int and `1.0` a
 * float. A plain number that is whole is written as an int; `new Float(1)` is written as the float 1.0, and is what `1.0` is read
 * as. Numbers with a fraction need none of this.
 *
 * It counts like a number (`f + 1`, `f > 0`, `Math.sqrt(f)`) but is an object: `f === 1` is false, `f.valueOf() === 1` and
 * `Number(f) === 1` are true. In TypeScript use `Number(f)`, which also takes a plain number.
 */
export class Float extends Number {}
