import { Actor, CoordPlane, type ExcaliburGraphicsContext, vec } from "excalibur";

/** One sheet of the picture, measured in CSS pixels from the upper left corner, whatever the camera does. */
export class Layer extends Actor {
  /** @param z which layer is over which */
  constructor(z: number, draw: (ctx: ExcaliburGraphicsContext) => void) {
    super({ pos: vec(0, 0), z, coordPlane: CoordPlane.Screen });
    // It has no size of its own that could be off the screen.
    this.graphics.forceOnScreen = true;
    this.graphics.onPostDraw = draw;
  }
}
