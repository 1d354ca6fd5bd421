import { paintGarnish } from "./garnish.js";
import { color, faded, mixed, playerColor } from "./palette.js";
import type { Sprite, Sprites } from "./sprites.js";

// Small pictures that come and go.

/** A wave that runs outward from a bump. */
export function ripple(sprites: Sprites): Sprite {
  return sprites.get("ripple", 22, 22, (brush) => {
    const soft = brush.createRadialGradient(0, 0, 14, 0, 0, 21);
    soft.addColorStop(0, "rgb(255 246 220 / 0)");
    soft.addColorStop(0.7, "rgb(255 246 220 / 0.9)");
    soft.addColorStop(1, "rgb(255 246 220 / 0)");
    brush.fillStyle = soft;
    brush.fillRect(-22, -22, 44, 44);
  });
}

/** A spark, flying to the right. */
export function spark(sprites: Sprites): Sprite {
  return sprites.get("spark", 6, 2, (brush) => {
    const glow = brush.createLinearGradient(-6, 0, 6, 0);
    glow.addColorStop(0, faded(color("brass"), 0));
    glow.addColorStop(0.7, color("brass-light"));
    glow.addColorStop(1, "white");
    brush.fillStyle = glow;
    brush.beginPath();
    brush.moveTo(-6, 0);
    brush.quadraticCurveTo(3, -1.8, 6, 0);
    brush.quadraticCurveTo(3, 1.8, -6, 0);
    brush.fill();
  });
}

/** How long a dash's tail is, in units of `TRAY`. */
export const TAIL = 46;

/** What a dash leaves behind, to the left of its glass; the glass is at its right end. @param number the colour, 0..7 */
export function tail(sprites: Sprites, number: number): Sprite {
  return sprites.get(`tail ${number}`, TAIL / 2, 12, (brush) => {
    const end = TAIL / 2;
    const fading = brush.createLinearGradient(-end, 0, end, 0);
    fading.addColorStop(0, faded(playerColor(number), 0));
    fading.addColorStop(0.55, faded(playerColor(number), 0.5));
    fading.addColorStop(1, mixed(playerColor(number), "white", 0.45));
    for (const [y, half, from] of [
      [0, 9.6, 0],
      [-8.5, 1.1, 10],
      [8.5, 1.1, 6],
    ] as const) {
      brush.beginPath();
      brush.moveTo(-end + from, y);
      brush.quadraticCurveTo(0, y - half, end, y - half);
      brush.lineTo(end, y + half);
      brush.quadraticCurveTo(0, y + half, -end + from, y);
      brush.fillStyle = fading;
      brush.fill();
    }
  });
}

/** A drop of tea. @param number the colour, 0..7 */
export function drop(sprites: Sprites, number: number): Sprite {
  return sprites.get(`drop ${number}`, 3, 3, (brush) => {
    brush.beginPath();
    brush.arc(0, 0, 2.4, 0, 2 * Math.PI);
    brush.fillStyle = mixed(playerColor(number), color("wood-edge"), 0.22);
    brush.fill();
    brush.beginPath();
    brush.arc(-0.7, -0.8, 0.7, 0, 2 * Math.PI);
    brush.fillStyle = "rgb(255 255 255 / 0.8)";
    brush.fill();
  });
}

/** Spilt tea; it runs to the right. @param number the colour, 0..7 */
export function stain(sprites: Sprites, number: number): Sprite {
  return sprites.get(`stain ${number}`, 26, 18, (brush) => {
    const tea = mixed(playerColor(number), color("wood-edge"), 0.3);
    brush.fillStyle = faded(tea, 0.82);
    brush.beginPath();
    const points = 22;
    for (let i = 0; i <= points; i++) {
      const angle = (i / points) * 2 * Math.PI;
      const wild = Math.sin(i * (5.3 + number)) * 1.7 + Math.sin(i * 2.1 + number) * 1.3;
      const radius = (i === points ? 12.5 + Math.sin(number) * 1.3 : 12.5 + wild) + 5 * Math.max(0, Math.cos(angle)) ** 2;
      brush.lineTo(radius * Math.cos(angle), radius * 0.86 * Math.sin(angle));
    }
    brush.closePath();
    brush.lineJoin = "round";
    brush.lineWidth = 3;
    brush.strokeStyle = faded(tea, 0.5);
    brush.stroke();
    brush.fill();
    for (const [x, y, size] of [
      [20, 5, 1.9],
      [23, -3, 1.2],
      [16, -12, 1.5],
      [-15, 9, 1.4],
    ] as const) {
      brush.beginPath();
      brush.arc(x, y, size, 0, 2 * Math.PI);
      brush.fill();
    }
  });
}

/** A little steam. */
export function puff(sprites: Sprites): Sprite {
  return sprites.get("puff", 14, 14, (brush) => {
    const soft = brush.createRadialGradient(0, 0, 0, 0, 0, 14);
    soft.addColorStop(0, "rgb(255 252 244 / 0.85)");
    soft.addColorStop(1, "rgb(255 252 244 / 0)");
    brush.fillStyle = soft;
    brush.fillRect(-14, -14, 28, 28);
  });
}

/** Light around who has won. */
export function rays(sprites: Sprites): Sprite {
  return sprites.get("rays", 60, 60, (brush) => {
    const soft = brush.createRadialGradient(0, 0, 8, 0, 0, 58);
    soft.addColorStop(0, "rgb(255 244 205 / 0.95)");
    soft.addColorStop(0.45, "rgb(255 232 165 / 0.5)");
    soft.addColorStop(1, "rgb(255 232 165 / 0)");
    brush.fillStyle = soft;
    const count = 12;
    for (let i = 0; i < count; i++) {
      const angle = (i / count) * 2 * Math.PI;
      const half = Math.PI / count / 1.9;
      brush.beginPath();
      brush.moveTo(0, 0);
      brush.arc(0, 0, 60, angle - half, angle + half);
      brush.fill();
    }
  });
}

/** What flies when somebody wins. @param kind 0..7 */
export function confetti(sprites: Sprites, kind: number): Sprite {
  return sprites.get(`confetti ${kind}`, 6, 6, (brush) => {
    brush.scale(0.78, 0.78);
    paintGarnish(brush, kind);
  });
}
