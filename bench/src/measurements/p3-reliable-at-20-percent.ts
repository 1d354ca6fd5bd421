import { ratio, type Measurement } from "../measurement.js";
import { lossyReliable } from "./lossy-reliable.js";

/** P3: small reliable messages on a link that is hardly one. */
export const p3: Measurement = lossyReliable({
  id: "P3",
  loss: 0.2,
  criteria: [{ title: "p99 against the data channel", value: ratio("samovar p99", "reliable-channel p99"), sense: "at most", limit: 0.5, unit: "x" }],
});
