import type { Canvas } from "excalibur";
import { drawing, type Brush } from "./drawing.js";
import { color } from "./palette.js";

/** The light of a lamp above the table. */
export function glow(): Canvas {
  return drawing(900, 640, (brush) => {
    brush.scale(1, 640 / 900);
    const light = brush.createRadialGradient(0, 0, 20, 0, 0, 450);
    light.addColorStop(0, color("lamp"));
    light.addColorStop(1, "transparent");
    brush.fillStyle = light;
    brush.fillRect(-450, -450, 900, 900);
  });
}

/** A round table with an embroidered cloth. */
export function table(halfWidth: number, halfHeight: number): Canvas {
  const ellipse = (brush: Brush, y: number, part: number) => {
    brush.beginPath();
    brush.ellipse(0, y, halfWidth * part, halfHeight * part, 0, 0, 2 * Math.PI);
  };
  return drawing(2 * halfWidth + 40, 2 * halfHeight + 80, (brush) => {
    brush.fillStyle = color("shade");
    ellipse(brush, 30, 1.06);
    brush.fill();
    brush.fillStyle = color("wood-edge");
    ellipse(brush, 12, 1);
    brush.fill();
    brush.fillStyle = color("wood");
    ellipse(brush, 0, 1);
    brush.fill();
    brush.fillStyle = color("cloth");
    ellipse(brush, -1, 0.52);
    brush.fill();
    brush.strokeStyle = color("tea");
    brush.lineWidth = 2.5;
    brush.setLineDash([5, 5]);
    ellipse(brush, -1, 0.46);
    brush.stroke();
  });
}

/** The samovar itself, with a teapot on top; its foot is at the lower edge. */
export function samovar(): Canvas {
  return drawing(150, 176, (brush) => {
    brush.translate(0, 86);
    const brass = brush.createLinearGradient(-46, 0, 46, 0);
    brass.addColorStop(0, color("brass-dark"));
    brass.addColorStop(0.3, color("brass-light"));
    brass.addColorStop(0.55, color("brass"));
    brass.addColorStop(1, color("brass-dark"));
    const plate = (x: number, y: number, width: number, height: number, radius = 3) => {
      brush.beginPath();
      brush.roundRect(x, y, width, height, radius);
      brush.fill();
    };

    brush.fillStyle = color("shade-on-cloth");
    brush.beginPath();
    brush.ellipse(0, -1, 50, 9, 0, 0, 2 * Math.PI);
    brush.fill();

    brush.strokeStyle = color("wood-edge");
    brush.lineWidth = 6;
    brush.lineCap = "round";
    for (const side of [-1, 1]) {
      brush.beginPath();
      brush.moveTo(side * 44, -88);
      brush.bezierCurveTo(side * 68, -92, side * 70, -64, side * 46, -62);
      brush.stroke();
    }

    brush.fillStyle = brass;
    plate(-34, -9, 68, 9);
    plate(-26, -17, 52, 9);
    brush.beginPath();
    brush.moveTo(-15, -16);
    brush.quadraticCurveTo(-8, -22, -14, -30);
    brush.lineTo(14, -30);
    brush.quadraticCurveTo(8, -22, 15, -16);
    brush.fill();
    brush.beginPath();
    brush.moveTo(-12, -28);
    brush.bezierCurveTo(-50, -36, -54, -76, -40, -102);
    brush.lineTo(40, -102);
    brush.bezierCurveTo(54, -76, 50, -36, 12, -28);
    brush.fill();
    plate(-44, -108, 88, 8, 4);
    brush.beginPath();
    brush.moveTo(-34, -107);
    brush.quadraticCurveTo(-30, -118, -14, -120);
    brush.lineTo(14, -120);
    brush.quadraticCurveTo(30, -118, 34, -107);
    brush.fill();
    plate(-16, -127, 32, 8);

    brush.fillStyle = color("brass-dark");
    plate(-3.5, -56, 7, 20, 2);
    plate(-11, -60, 22, 5, 2.5);

    brush.fillStyle = color("gleam");
    brush.beginPath();
    brush.ellipse(-25, -74, 5, 20, 0.22, 0, 2 * Math.PI);
    brush.fill();

    brush.fillStyle = color("cloth");
    brush.strokeStyle = color("cloth");
    brush.lineWidth = 4;
    brush.beginPath();
    brush.arc(22, -141, 8, -1.9, 1.9);
    brush.stroke();
    brush.beginPath();
    brush.moveTo(-15, -135);
    brush.quadraticCurveTo(-28, -138, -31, -150);
    brush.lineTo(-25, -150);
    brush.quadraticCurveTo(-23, -143, -14, -146);
    brush.fill();
    brush.beginPath();
    brush.ellipse(0, -140, 20, 13, 0, 0, 2 * Math.PI);
    brush.fill();
    brush.fillStyle = color("tea");
    plate(-19.2, -142.5, 38.4, 4.5, 2);
    brush.beginPath();
    brush.arc(0, -155, 3.6, 0, 2 * Math.PI);
    brush.fill();
  });
}

/** A cup of tea. */
export function cup(): Canvas {
  return drawing(40, 28, (brush) => {
    const ellipse = (y: number, x: number, height: number, fill: string) => {
      brush.fillStyle = color(fill);
      brush.beginPath();
      brush.ellipse(0, y, x, height, 0, 0, 2 * Math.PI);
      brush.fill();
    };
    ellipse(7, 17, 6, "cloth-edge");
    ellipse(6, 17, 6, "cloth");
    brush.fillStyle = color("cloth-edge");
    brush.beginPath();
    brush.moveTo(-10, -5);
    brush.quadraticCurveTo(-9, 7, -4, 7);
    brush.lineTo(4, 7);
    brush.quadraticCurveTo(9, 7, 10, -5);
    brush.fill();
    ellipse(-5, 10, 4.2, "cloth");
    ellipse(-5, 8, 3, "tea");
  });
}

/** A little steam. */
export function puff(): Canvas {
  return drawing(60, 60, (brush) => {
    const soft = brush.createRadialGradient(0, 0, 2, 0, 0, 28);
    soft.addColorStop(0, "white");
    soft.addColorStop(1, "rgb(255 255 255 / 0)");
    brush.fillStyle = soft;
    brush.fillRect(-30, -30, 60, 60);
  });
}

/** Somebody's head. What it wears goes by the id, since there are more people than colours. */
export function face(id: bigint, skin: string): Canvas {
  return drawing(100, 100, (brush) => {
    const ink = color("ink");
    brush.fillStyle = color("shade");
    brush.beginPath();
    brush.ellipse(0, 31, 24, 6, 0, 0, 2 * Math.PI);
    brush.fill();
    brush.fillStyle = skin;
    brush.beginPath();
    brush.arc(0, 0, 32, 0, 2 * Math.PI);
    brush.fill();
    brush.lineWidth = 3;
    brush.strokeStyle = color("paper");
    brush.stroke();

    brush.fillStyle = ink;
    for (const side of [-1, 1]) {
      brush.beginPath();
      brush.ellipse(side * 10, -4, 3.4, 4.6, 0, 0, 2 * Math.PI);
      brush.fill();
    }
    brush.strokeStyle = ink;
    brush.lineCap = "round";
    brush.beginPath();
    brush.arc(0, 4, 10, 0.35, Math.PI - 0.35);
    brush.stroke();
    wear[Number((id >> 3n) % BigInt(wear.length))]?.(brush, ink);
  });
}

const wear: ((brush: Brush, ink: string) => void)[] = [
  function nothing() {},
  function glasses(brush) {
    brush.lineWidth = 2.2;
    for (const side of [-1, 1]) {
      brush.beginPath();
      brush.arc(side * 10, -4, 8.4, 0, 2 * Math.PI);
      brush.stroke();
      brush.beginPath();
      brush.moveTo(side * 18, -6);
      brush.lineTo(side * 29, -10);
      brush.stroke();
    }
  },
  function moustache(brush) {
    for (const side of [-1, 1]) {
      brush.beginPath();
      brush.moveTo(0, 7);
      brush.quadraticCurveTo(side * 9, 4, side * 17, 11);
      brush.quadraticCurveTo(side * 8, 15, 0, 11);
      brush.fill();
    }
  },
  function furHat(brush, ink) {
    brush.fillStyle = color("wood-edge");
    brush.strokeStyle = ink;
    brush.beginPath();
    brush.roundRect(-29, -38, 58, 21, 10);
    brush.fill();
    brush.fillStyle = color("cloth");
    brush.beginPath();
    brush.roundRect(-24, -44, 48, 14, 7);
    brush.fill();
  },
];
