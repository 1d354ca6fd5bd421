import { describe, expect, it } from "vitest";
import type { Backplane, BucketCodec, BucketEntry, WriteOutcome } from "./backplane.js";

const textCodec: BucketCodec<string> = { encode: (value) => new TextEncoder().encode(value), decode: (bytes) => new TextDecoder().decode(bytes) };

/**
 * What every backplane must do, with one relay or two.
 * @param connect two views of the same, empty store: of one relay, and of another (the same one twice, if it is for one relay only).
 * @param settle waits until everything under way has arrived everywhere.
 */
export function describeBackplane(name: string, connect: () => Promise<readonly [Backplane, Backplane]>, settle: () => Promise<void>): void {
  describe(`${name}: records`, () => {
    it("writes a new record once, and a known one at the revision it has", async () => {
      const [here, there] = await connect();
      const bucket = here.bucket("things", textCodec);
      const write = (value: string | undefined, revision: number): Promise<WriteOutcome> =>
        new Promise((resolve) => bucket.write("a", value, revision, resolve));
      expect(await write("one", 0)).toBe("done");
      expect(await write("again", 0)).toBe("conflict");
      const first = bucket.get("a")!;
      expect(first.value).toBe("one");
      expect(await write("two", first.revision)).toBe("done");
      expect(await write("three", first.revision)).toBe("conflict");
      await settle();
      const second = there.bucket("things", textCodec).get("a")!;
      expect(second.value).toBe("two");
      expect(second.revision).toBeGreaterThan(first.revision);
      expect(await write(undefined, first.revision)).toBe("conflict");
      expect(await write(undefined, second.revision)).toBe("done");
      expect(bucket.get("a")).toBeUndefined();
      expect(await write("anew", 0)).toBe("done");
      expect(bucket.get("a")!.revision).toBeGreaterThan(second.revision);
    });

    it("lets exactly one of many who write at the same revision have it", async () => {
      const [here, there] = await connect();
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          new Promise<WriteOutcome>((resolve) => (index % 2 === 0 ? here : there).bucket("things", textCodec).write("a", `${index}`, 0, resolve))),
      );
      expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === "conflict")).toHaveLength(19);
    });

    it("keeps buckets apart, and knows all entries of one", async () => {
      const [here] = await connect();
      const [things, others] = [here.bucket("things", textCodec), here.bucket("others", textCodec)];
      for (const key of ["a", "b", "c"]) await new Promise((resolve) => things.write(key, key.toUpperCase(), 0, resolve));
      expect([...things.entries()].map(([key, { value }]) => key + value).sort()).toEqual(["aA", "bB", "cC"]);
      expect([...others.entries()]).toEqual([]);
      expect(here.bucket("things", textCodec)).toBe(things);
    });

    it("shows watchers what there is and then every change with what stood there before, before the writer hears of it", async () => {
      const [here, there] = await connect();
      const bucket = here.bucket("things", textCodec);
      await new Promise((resolve) => bucket.write("a", "one", 0, resolve));
      await settle();
      const seen: string[] = [];
      const watch = (now: BucketEntry<string> | undefined, before: BucketEntry<string> | undefined): void => {
        seen.push(`${before?.value ?? "-"}>${now?.value ?? "-"}`);
      };
      const stop = there.bucket("things", textCodec).watch((_key, now, before) => watch(now, before));
      await settle();
      expect(seen).toEqual(["->one"]);
      const local: string[] = [];
      bucket.watch((_key, now) => local.push(now?.value ?? "-"));
      await new Promise<void>((resolve) => bucket.write("a", "two", bucket.get("a")!.revision, () => {
        expect(local.at(-1)).toBe("two");
        resolve();
      }));
      await new Promise((resolve) => bucket.write("a", undefined, bucket.get("a")!.revision, resolve));
      await settle();
      expect(seen).toEqual(["->one", "one>two", "two>-"]);
      stop();
      await new Promise((resolve) => bucket.write("a", "three", 0, resolve));
      await settle();
      expect(seen).toHaveLength(3);
    });

    it("shows changes one at a time and in order to watchers that write themselves", async () => {
      const [here] = await connect();
      const bucket = here.bucket("things", textCodec);
      const seen: string[] = [];
      let isIn = false;
      bucket.watch((_key, now) => {
        expect(isIn).toBe(false);
        isIn = true;
        if (now?.value === "one") bucket.write("a", "two", now.revision, () => undefined);
        isIn = false;
      });
      bucket.watch((_key, now) => void seen.push(now?.value ?? "-"));
      await new Promise((resolve) => bucket.write("a", "one", 0, resolve));
      await settle();
      expect(seen).toEqual(["one", "two"]);
    });
  });

  describe(`${name}: messages`, () => {
    it("brings a message to every subscriber of its subject, with its own copy of the bytes, until it stops", async () => {
      const [here, there] = await connect();
      const heard: string[] = [];
      const stop = here.subscribe("player.1", (message) => void heard.push(`here ${message.join()}`));
      there.subscribe("player.1", (message) => void heard.push(`there ${message.join()}`));
      here.subscribe("player.2", () => void heard.push("wrong"));
      await settle();
      const bytes = Uint8Array.of(1, 2, 3);
      there.publish("player.1", bytes);
      bytes.fill(0);
      await settle();
      expect(heard.sort()).toEqual(["here 1,2,3", "there 1,2,3"]);
      stop();
      stop();
      here.publish("player.1", Uint8Array.of(9));
      here.publish("nobody", Uint8Array.of(9));
      await settle();
      expect(heard.sort()).toEqual(["here 1,2,3", "there 1,2,3", "there 9"]);
    });
  });
}
