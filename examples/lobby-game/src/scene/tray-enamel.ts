import { color, faded, mixed } from "./palette.js";
import { type Brush, TRAY } from "./sprites.js";
import { around, circle, engravedCircle, leaf } from "./tray-lines.js";

/** Blue enamel with painted flowers and fine gold, as smooth as glass. */
export function paintEnamel(brush: Brush): void {
  const base = brush.createRadialGradient(-20, -26, 4, 0, 0, TRAY);
  base.addColorStop(0, mixed(color("enamel"), color("enamel-light"), 0.55));
  base.addColorStop(0.55, color("enamel"));
  base.addColorStop(1, color("enamel-dark"));
  brush.fillStyle = base;
  brush.fillRect(-TRAY, -TRAY, 2 * TRAY, 2 * TRAY);

  const gold = color("brass");
  const shine = faded(color("brass-light"), 0.5);
  for (const radius of [27, 63, 91]) engravedCircle(brush, radius, 0.6, gold, shine);
  engravedCircle(brush, 65.4, 0.35, gold, "transparent");

  const petals = (size: number, outer: string, inner: string) => {
    for (let i = 0; i < 6; i++) {
      const angle = (i / 6) * 2 * Math.PI;
      circle(brush, 0.62 * size * Math.cos(angle), 0.62 * size * Math.sin(angle), 0.52 * size);
      brush.fillStyle = i % 2 === 0 ? outer : mixed(outer, "white", 0.14);
      brush.fill();
    }
    circle(brush, 0, 0, 0.62 * size);
    brush.fillStyle = inner;
    brush.fill();
    circle(brush, 0, 0, 0.26 * size);
    brush.fillStyle = gold;
    brush.fill();
  };
  const green = mixed(color("leaf"), color("enamel-dark"), 0.3);
  const rose = mixed(color("tea"), color("enamel-dark"), 0.22);
  const cream = mixed(color("cloth"), color("enamel"), 0.35);

  // In the middle, one large flower in its leaves.
  around(brush, 12, 9, () => {
    leaf(brush, 15, 3.4);
    brush.fillStyle = green;
    brush.fill();
    brush.lineWidth = 0.4;
    brush.strokeStyle = shine;
    brush.stroke();
  });
  petals(11, rose, mixed(rose, "white", 0.22));

  around(brush, 48, 45, (brush_, i) => {
    circle(brush_, i % 2 === 0 ? 1.5 : -1.5, 0, 0.7);
    brush_.fillStyle = faded(gold, 0.6);
    brush_.fill();
  });

  // Around it, a garland.
  around(brush, 10, 77, (brush_, i) => {
    brush_.save();
    brush_.rotate(Math.PI / 2);
    for (const side of [-1, 1]) {
      for (const turn of [-0.55, 0.5]) {
        brush_.save();
        brush_.scale(side, 1);
        brush_.translate(5, 0);
        brush_.rotate(turn);
        leaf(brush_, 13, 2.9);
        brush_.fillStyle = green;
        brush_.fill();
        brush_.lineWidth = 0.4;
        brush_.strokeStyle = shine;
        brush_.stroke();
        brush_.restore();
      }
    }
    if (i % 2 === 0) petals(7, rose, mixed(rose, "white", 0.25));
    else petals(5.4, cream, mixed(cream, color("brass"), 0.4));
    brush_.restore();
  });
}
