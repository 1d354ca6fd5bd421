import { describeBackplane } from "./backplane.test-kit.js";
import { MemoryBackplane } from "./memory-backplane.js";

describeBackplane(
  "the backplane in memory",
  () => {
    const backplane = new MemoryBackplane();
    return Promise.resolve([backplane, backplane]);
  },
  () => Promise.resolve(),
);
