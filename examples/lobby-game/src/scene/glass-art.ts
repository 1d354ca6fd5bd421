import { color, faded, mixed, playerColor } from "./palette.js";
import { paintGarnish } from "./garnish.js";
import type { Brush, Sprite, Sprites } from "./sprites.js";

// A tea glass in its brass holder, seen from above, in the sheets it is laid together from. In units of `TRAY`; the light comes from the upper left.

/** How high the glass stands: leaning, its upper rim is that much aside. */
export const GLASS_HEIGHT = 7;

const LIGHT = -2.2;

function disc(brush: Brush, radius: number, fill: string | CanvasGradient): void {
  brush.beginPath();
  brush.arc(0, 0, radius, 0, 2 * Math.PI);
  brush.fillStyle = fill;
  brush.fill();
}

function ring(brush: Brush, radius: number, width: number, stroke: string | CanvasGradient, from = 0, to = 2 * Math.PI): void {
  brush.beginPath();
  brush.arc(0, 0, radius, from, to);
  brush.lineWidth = width;
  brush.strokeStyle = stroke;
  brush.stroke();
}

/** Polished brass turns light and dark on its way round. */
function brass(brush: Brush): CanvasGradient {
  const round = brush.createConicGradient(LIGHT, 0, 0);
  for (const [at, name] of [
    [0, "brass-light"],
    [0.13, "brass"],
    [0.3, "brass-dark"],
    [0.42, "brass"],
    [0.52, "brass-light"],
    [0.62, "brass"],
    [0.8, "brass-dark"],
    [0.92, "brass"],
    [1, "brass-light"],
  ] as const) {
    round.addColorStop(at, color(name));
  }
  return round;
}

/** The shadow it throws on the tray. */
export function glassShadow(sprites: Sprites): Sprite {
  return sprites.get("glass shadow", 16, 16, (brush) => {
    const soft = brush.createRadialGradient(0, 0, 6, 0, 0, 15);
    soft.addColorStop(0, "rgb(20 8 4 / 0.6)");
    soft.addColorStop(0.5, "rgb(20 8 4 / 0.38)");
    soft.addColorStop(1, "rgb(20 8 4 / 0)");
    brush.fillStyle = soft;
    brush.fillRect(-16, -16, 32, 32);
  });
}

/** The holder's foot and handle; the handle points to the right. */
export function holderFoot(sprites: Sprites): Sprite {
  return sprites.get("holder foot", 19, 13, (brush) => {
    const edge = mixed(color("brass-dark"), color("ink"), 0.45);
    brush.lineJoin = "round";
    for (const [width, stroke] of [
      [4.4, edge],
      [2.8, color("brass")],
      [0.9, color("brass-light")],
    ] as const) {
      brush.beginPath();
      brush.moveTo(9, -3.4);
      brush.bezierCurveTo(13.5, -5, 16.6, -3.6, 16.6, 0);
      brush.bezierCurveTo(16.6, 3.6, 13.5, 5, 9, 3.4);
      brush.lineWidth = width;
      brush.strokeStyle = stroke;
      brush.stroke();
    }
    disc(brush, 11, edge);
    disc(brush, 10.3, color("brass-dark"));
  });
}

/** The holder's upper edge, with its filigree. */
export function holderRim(sprites: Sprites): Sprite {
  return sprites.get("holder rim", 12, 12, (brush) => {
    const edge = mixed(color("brass-dark"), color("ink"), 0.5);
    ring(brush, 9.7, 2.6, edge);
    ring(brush, 9.7, 2, brass(brush));
    brush.setLineDash([0.8, 1.37]);
    ring(brush, 9.7, 1, faded(edge, 0.55));
    brush.setLineDash([]);
  });
}

/** The tea of that colour, in its glass. @param number 0..7 */
export function glassInside(sprites: Sprites, number: number): Sprite {
  return sprites.get(`glass inside ${number}`, 10, 10, (brush) => {
    const tea = playerColor(number);
    disc(brush, 8.9, mixed(tea, color("ink"), 0.55));
  });
}

/** Its surface, which swings. @param number 0..7 */
export function teaSurface(sprites: Sprites, number: number): Sprite {
  return sprites.get(`tea ${number}`, 9, 9, (brush) => {
    const tea = playerColor(number);
    const deep = brush.createRadialGradient(-2.2, -2.6, 0.5, 0, 0, 8.2);
    deep.addColorStop(0, mixed(tea, "white", 0.38));
    deep.addColorStop(0.45, tea);
    deep.addColorStop(0.85, mixed(tea, color("wood-edge"), 0.18));
    deep.addColorStop(1, mixed(tea, color("wood-edge"), 0.42));
    disc(brush, 8, deep);
  });
}

/** What swims in it. @param number 0..7 */
export function garnish(sprites: Sprites, number: number): Sprite {
  return sprites.get(`garnish ${number}`, 7, 7, (brush) => {
    brush.shadowColor = "rgb(30 10 0 / 0.45)";
    brush.shadowBlur = 3;
    paintGarnish(brush, number);
  });
}

/** The glass's own rim, and the light on it. */
export function glassRim(sprites: Sprites): Sprite {
  return sprites.get("glass rim", 11, 11, (brush) => {
    ring(brush, 8.5, 0.9, "rgb(255 255 255 / 0.5)");
    brush.lineCap = "round";
    ring(brush, 8.5, 1.1, "rgb(255 255 255 / 0.95)", LIGHT - 0.75, LIGHT + 0.55);
    ring(brush, 8.5, 0.9, "rgb(255 255 255 / 0.7)", LIGHT + Math.PI - 0.35, LIGHT + Math.PI + 0.4);
    ring(brush, 6.6, 0.8, "rgb(255 255 255 / 0.5)", LIGHT - 0.5, LIGHT - 0.05);
  });
}

/** What marks one's own glass: a bright ring with a dark edge, seen on any tray. */
export function ownRing(sprites: Sprites): Sprite {
  return sprites.get("own ring", 15, 15, (brush) => {
    ring(brush, 12.9, 2.6, faded(color("ink"), 0.55));
    ring(brush, 12.9, 1.5, color("paper"));
  });
}

/** The small arrow that goes with it; it points to the right. */
export function ownArrow(sprites: Sprites): Sprite {
  return sprites.get("own arrow", 6, 6, (brush) => {
    brush.beginPath();
    brush.moveTo(3.4, 0);
    brush.lineTo(-2.6, -3.9);
    brush.quadraticCurveTo(-1.2, 0, -2.6, 3.9);
    brush.closePath();
    brush.lineJoin = "round";
    brush.lineWidth = 1.5;
    brush.strokeStyle = faded(color("ink"), 0.7);
    brush.stroke();
    brush.fillStyle = color("paper");
    brush.fill();
  });
}

/** How many pictures the way of a dash's readiness is shown in. */
const READY_STEPS = 28;

/** How far a dash is ready again, as part of a ring. @param ready 0..1 */
export function readyRing(sprites: Sprites, ready: number): Sprite {
  const step = Math.max(0, Math.min(READY_STEPS, Math.round(ready * READY_STEPS)));
  return sprites.get(`ready ${step}`, 15, 15, (brush) => {
    const from = -Math.PI / 2;
    ring(brush, 12.9, 2.4, faded(color("ink"), 0.5));
    brush.lineCap = "round";
    if (step > 0) ring(brush, 12.9, 1.5, color("brass-light"), from, from + (step / READY_STEPS) * 2 * Math.PI);
  });
}

/** A glass that has fallen over, lying on its side, its rim to the right. @param number 0..7 */
export function fallenGlass(sprites: Sprites, number: number): Sprite {
  return sprites.get(`fallen ${number}`, 17, 12, (brush) => {
    const tea = playerColor(number);
    const edge = mixed(color("brass-dark"), color("ink"), 0.5);
    brush.shadowColor = "rgb(20 8 4 / 0.5)";
    brush.shadowBlur = 6;
    brush.shadowOffsetX = 3;
    brush.shadowOffsetY = 4;
    brush.beginPath();
    brush.moveTo(-11, -6.4);
    brush.lineTo(11, -8.4);
    brush.quadraticCurveTo(13.4, 0, 11, 8.4);
    brush.lineTo(-11, 6.4);
    brush.quadraticCurveTo(-13, 0, -11, -6.4);
    brush.fillStyle = mixed(color("paper"), tea, 0.35);
    brush.fill();
    brush.shadowColor = "transparent";
    const side = brush.createLinearGradient(0, -8, 0, 8);
    side.addColorStop(0, color("brass-light"));
    side.addColorStop(0.35, color("brass"));
    side.addColorStop(1, color("brass-dark"));
    brush.beginPath();
    brush.moveTo(-11, -6.8);
    brush.lineTo(3, -8);
    brush.lineTo(3, 8);
    brush.lineTo(-11, 6.8);
    brush.quadraticCurveTo(-13.4, 0, -11, -6.8);
    brush.fillStyle = side;
    brush.fill();
    brush.lineWidth = 0.8;
    brush.strokeStyle = edge;
    brush.stroke();
    brush.beginPath();
    brush.ellipse(11, 0, 2.6, 8.4, 0, 0, 2 * Math.PI);
    brush.fillStyle = mixed(tea, color("ink"), 0.35);
    brush.fill();
    brush.strokeStyle = "rgb(255 255 255 / 0.9)";
    brush.lineWidth = 1;
    brush.stroke();
  });
}
