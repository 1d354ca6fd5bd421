/**
 * What relays share with each other: records that change by compare-and-set, and messages to whoever listens. One relay alone has it in memory; several have
 * it in something like NATS with its key-value store.
 *
 * By callbacks and not by promises, so that the same rules run on virtual time. A callback may come before the call returns. Nothing here throws.
 */
export interface Backplane {
  /** The records of this name; the same object for the same name. */
  bucket<V>(name: string, codec: BucketCodec<V>): Bucket<V>;
  /** Tells every subscriber of the subject, here and at other relays. May be lost when the other relay is. The bytes are copied before the call returns. */
  publish(subject: string, message: Uint8Array): void;
  /** Answers how to stop. */
  subscribe(subject: string, handler: (message: Uint8Array) => void): () => void;
}

/** A record at one revision. Values are never changed in place. */
export interface BucketEntry<V> {
  readonly value: V;
  /** Greater than that of every earlier value of the key; not otherwise meaningful. */
  readonly revision: number;
}

/**
 * - `done`: it is written; the watchers here have seen it.
 * - `conflict`: somebody was faster; look again and decide anew.
 * - `unavailable`: the store cannot be reached; nothing is known about whether it was written.
 */
export type WriteOutcome = "done" | "conflict" | "unavailable";

/** Records by key, with a replica of all of them at hand. */
export interface Bucket<V> {
  /** From the replica: may be a moment old, which a write then finds out. */
  get(key: string): BucketEntry<V> | undefined;
  entries(): Iterable<readonly [key: string, entry: BucketEntry<V>]>;
  /**
   * Writes if the key still has the revision; 0 if it must not exist. `undefined` deletes.
   */
  write(key: string, value: V | undefined, expectedRevision: number, done: (outcome: WriteOutcome) => void): void;
  /** Sees every change of the replica, one at a time and in the order of revisions, with what stood there before; first everything there is. Answers how to stop. */
  watch(watcher: (key: string, now: BucketEntry<V> | undefined, before: BucketEntry<V> | undefined) => void): () => void;
}

/** How records become bytes, for a store outside of this process. What it reads was written by a relay, of another version perhaps: `undefined` when it cannot be read. */
export interface BucketCodec<V> {
  encode(value: V): Uint8Array;
  decode(bytes: Uint8Array): V | undefined;
}
