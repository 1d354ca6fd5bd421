import { paintGarnish } from "./garnish.js";

const SIZE_PX = 96;
/** A garnish is about 10 units across, its shadow not counted. */
const UNITS = 13;

const known = new Map<number, string>();

/** What swims in the tea of that colour, as the address of a square picture: lists of players show the same mark as the tray. @param number 0..7 @returns a `data:` URL; "" where the page cannot draw */
export function garnishPicture(number: number): string {
  let address = known.get(number);
  if (address === undefined) known.set(number, (address = drawn(number)));
  return address;
}

function drawn(number: number): string {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIZE_PX;
  const brush = canvas.getContext("2d");
  if (brush === null) return "";
  brush.translate(SIZE_PX / 2, SIZE_PX / 2);
  brush.scale(SIZE_PX / UNITS, SIZE_PX / UNITS);
  paintGarnish(brush, number);
  return canvas.toDataURL();
}
