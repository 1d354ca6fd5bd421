/** Where the tray is in the picture, in CSS pixels. */
export interface Fit {
  /** The tray's middle. */
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** What lies over the picture. */
export interface Room {
  readonly width: number;
  readonly height: number;
  /** A stick and a dash button are on the glass. */
  readonly touch: boolean;
}

/** The scores' line. */
export const HUD_PX = 56;
/** A thumb's stick and the dash button, one on each side: below the tray, or left and right of it. */
const THUMBS_BELOW_PX = 156;
const THUMB_BESIDE_PX = 132;
/** Of the rim, and of who hangs over it; in tray radii. */
const AROUND = 1.1;
/** Of the height that is left over: the scores may need it. */
const SPARE_ABOVE = 0.85;
const LEAST_RADIUS_PX = 60;

/** Makes the tray as large as it may be without being covered by anything. Portrait or landscape, with thumbs or without: whatever leaves more. @returns always a tray, however small the picture */
export function fitTray(room: Room): Fit {
  const whole = fitBetween(0, HUD_PX, room.width, room.height);
  if (!room.touch) return whole;
  const above = fitBetween(0, HUD_PX, room.width, room.height - THUMBS_BELOW_PX);
  const between = fitBetween(THUMB_BESIDE_PX, HUD_PX, room.width - THUMB_BESIDE_PX, room.height);
  return above.radius > between.radius ? above : between;
}

function fitBetween(left: number, top: number, right: number, bottom: number): Fit {
  const radius = Math.max(LEAST_RADIUS_PX, Math.min(right - left, bottom - top) / 2 / AROUND);
  const spare = Math.max(0, bottom - top - 2 * AROUND * radius);
  return { x: (left + right) / 2, y: top + spare * SPARE_ABOVE + (bottom - top - spare) / 2, radius };
}
