import { color, mixed } from "./palette.js";
import type { Brush } from "./sprites.js";

// What swims in the tea. Each colour has its own, so that one need not see colours to tell glasses apart; the shapes differ even as specks.

/** A garnish, about 10 units across. */
type Garnish = (brush: Brush, ink: string, pale: string) => void;

function dot(brush: Brush, x: number, y: number, radius: number): void {
  brush.beginPath();
  brush.arc(x, y, radius, 0, 2 * Math.PI);
}

function petal(brush: Brush, angle: number, length: number, width: number): void {
  brush.save();
  brush.rotate(angle);
  brush.beginPath();
  brush.moveTo(0.3, 0);
  brush.quadraticCurveTo(length / 2, -width, length, 0);
  brush.quadraticCurveTo(length / 2, width, 0.3, 0);
  brush.restore();
}

const garnishes: readonly Garnish[] = [
  function lemon(brush, ink, pale) {
    dot(brush, 0, 0, 5);
    brush.fillStyle = color("guest-6");
    brush.fill();
    brush.strokeStyle = ink;
    brush.lineWidth = 0.7;
    brush.stroke();
    dot(brush, 0, 0, 3.9);
    brush.fillStyle = pale;
    brush.fill();
    brush.fillStyle = color("brass");
    for (let i = 0; i < 6; i++) {
      brush.beginPath();
      brush.moveTo(0, 0);
      brush.arc(0, 0, 3.5, i * 1.047 + 0.13, i * 1.047 + 0.92);
      brush.fill();
    }
  },
  function sugar(brush, ink, pale) {
    for (const [x, y, turn] of [
      [-1.9, -1.2, 0.3],
      [2.1, 1.4, -0.2],
    ] as const) {
      brush.save();
      brush.translate(x, y);
      brush.rotate(turn);
      brush.fillStyle = pale;
      brush.strokeStyle = ink;
      brush.lineWidth = 0.7;
      brush.beginPath();
      brush.roundRect(-2.4, -2.4, 4.8, 4.8, 0.6);
      brush.fill();
      brush.stroke();
      brush.restore();
    }
  },
  function mint(brush, ink) {
    brush.strokeStyle = ink;
    brush.lineWidth = 0.6;
    for (const angle of [0.5, 2.6, 4.7]) {
      petal(brush, angle, 5.8, 3.4);
      brush.fillStyle = color("leaf");
      brush.fill();
      brush.stroke();
    }
  },
  function anise(brush, ink) {
    brush.strokeStyle = ink;
    brush.lineWidth = 0.5;
    for (let i = 0; i < 8; i++) {
      petal(brush, (i * Math.PI) / 4, 5.6, 1.7);
      brush.fillStyle = color("wood");
      brush.fill();
      brush.stroke();
    }
    dot(brush, 0, 0, 1.1);
    brush.fillStyle = ink;
    brush.fill();
  },
  function berries(brush, ink) {
    brush.strokeStyle = ink;
    brush.lineWidth = 0.6;
    for (const [x, y] of [
      [-2.5, -1.6],
      [2.5, -1.6],
      [0, 2.7],
    ] as const) {
      dot(brush, x, y, 2.4);
      brush.fillStyle = color("tea");
      brush.fill();
      brush.stroke();
      dot(brush, x - 0.7, y - 0.8, 0.6);
      brush.fillStyle = color("gleam");
      brush.fill();
    }
  },
  function cinnamon(brush, ink) {
    brush.rotate(0.5);
    brush.fillStyle = color("wood");
    brush.strokeStyle = ink;
    brush.lineWidth = 0.6;
    for (const y of [-2.1, 0.5]) {
      brush.beginPath();
      brush.roundRect(-6, y, 12, 2.2, 1.1);
      brush.fill();
      brush.stroke();
    }
  },
  function flower(brush, ink, pale) {
    brush.fillStyle = pale;
    brush.strokeStyle = ink;
    brush.lineWidth = 0.5;
    for (let i = 0; i < 5; i++) {
      const angle = (i / 5) * 2 * Math.PI;
      dot(brush, 3 * Math.cos(angle), 3 * Math.sin(angle), 2.2);
      brush.fill();
      brush.stroke();
    }
    dot(brush, 0, 0, 1.9);
    brush.fillStyle = color("brass");
    brush.fill();
    brush.stroke();
  },
  function apple(brush, ink, pale) {
    // A slice: a half moon with its peel.
    brush.rotate(-0.6);
    brush.beginPath();
    brush.arc(0, -1.6, 5.2, 0.12, Math.PI - 0.12);
    brush.closePath();
    brush.fillStyle = pale;
    brush.fill();
    brush.strokeStyle = color("tea");
    brush.lineWidth = 1.3;
    brush.stroke();
    brush.fillStyle = ink;
    dot(brush, -1.1, 0.5, 0.6);
    brush.fill();
    dot(brush, 1.1, 0.5, 0.6);
    brush.fill();
  },
];

/** Draws what swims in the tea of that colour, about 10 units across, 0, 0 in its middle. Lists of players may use it as their mark. @param number 0..7 */
export function paintGarnish(brush: Brush, number: number): void {
  brush.save();
  const ink = mixed(color("ink"), color("wood-edge"), 0.4);
  garnishes[number % garnishes.length]?.(brush, ink, color("paper"));
  brush.restore();
}
