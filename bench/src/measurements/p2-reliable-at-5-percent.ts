import { ratio, type Measurement } from "../measurement.js";
import { lossyReliable } from "./lossy-reliable.js";

/** P2: small reliable messages on a link that loses some packets. */
export const p2: Measurement = lossyReliable({
  id: "P2",
  loss: 0.05,
  criteria: [
    { title: "p99 against the data channel", value: ratio("samovar p99", "reliable-channel p99"), sense: "at most", limit: 0.4, unit: "x" },
    { title: "p99 against geckos `reliable`", value: ratio("samovar p99", "geckos-reliable p99"), sense: "at most", limit: 0.4, unit: "x" },
  ],
});
