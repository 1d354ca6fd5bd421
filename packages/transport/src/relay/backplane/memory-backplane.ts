import type { Backplane, Bucket, BucketCodec, BucketEntry, WriteOutcome } from "./backplane.js";

/**
 * The backplane of one relay alone, in memory: every write is done, or in conflict, before the call returns; nothing is ever `unavailable`. Any number of control
 * planes in one process may share it; what it holds goes with the process.
 */
export class MemoryBackplane implements Backplane {
  readonly #buckets = new Map<string, unknown>();
  readonly #subscribers = new Map<string, Set<(message: Uint8Array) => void>>();

  bucket<V>(name: string, _codec: BucketCodec<V>): Bucket<V> {
    // The name stands for the type: whoever asks for a bucket says so by its codec.
    let bucket = this.#buckets.get(name) as MemoryBucket<V> | undefined;
    if (bucket === undefined) this.#buckets.set(name, (bucket = new MemoryBucket<V>()));
    return bucket;
  }

  publish(subject: string, message: Uint8Array): void {
    const handlers = this.#subscribers.get(subject);
    if (handlers === undefined) return;
    for (const handler of [...handlers]) handler(message.slice());
  }

  subscribe(subject: string, handler: (message: Uint8Array) => void): () => void {
    const handlers = this.#subscribers.get(subject) ?? new Set();
    this.#subscribers.set(subject, handlers);
    // One subscription each, even of the same function.
    const own = (message: Uint8Array): void => handler(message);
    handlers.add(own);
    return () => {
      if (handlers.delete(own) && handlers.size === 0) this.#subscribers.delete(subject);
    };
  }
}

type Watcher<V> = (key: string, now: BucketEntry<V> | undefined, before: BucketEntry<V> | undefined) => void;

class MemoryBucket<V> implements Bucket<V> {
  readonly #entries = new Map<string, BucketEntry<V>>();
  readonly #watchers = new Set<Watcher<V>>();
  /** Changes the watchers have not seen yet: one of them may write in the midst of seeing one. */
  readonly #unseen: Parameters<Watcher<V>>[] = [];
  /** Writers in the midst of that, who hear of theirs when the watchers have seen it. */
  readonly #later: (() => void)[] = [];
  #telling = false;
  #revision = 0;

  get(key: string): BucketEntry<V> | undefined {
    return this.#entries.get(key);
  }

  entries(): Iterable<readonly [key: string, entry: BucketEntry<V>]> {
    return this.#entries.entries();
  }

  write(key: string, value: V | undefined, expectedRevision: number, done: (outcome: WriteOutcome) => void): void {
    const before = this.#entries.get(key);
    if ((before?.revision ?? 0) !== expectedRevision) {
      done("conflict");
      return;
    }
    const now = value === undefined ? undefined : { value, revision: ++this.#revision };
    if (now === undefined) this.#entries.delete(key);
    else this.#entries.set(key, now);
    if (now !== undefined || before !== undefined) this.#unseen.push([key, now, before]);
    if (this.#telling) this.#later.push(() => done("done"));
    else {
      this.#tell();
      done("done");
      this.#answerLater();
    }
  }

  watch(watcher: Watcher<V>): () => void {
    const own: Watcher<V> = (key, now, before) => watcher(key, now, before);
    for (const [key, entry] of [...this.#entries]) own(key, entry, undefined);
    this.#watchers.add(own);
    return () => void this.#watchers.delete(own);
  }

  #tell(): void {
    this.#telling = true;
    for (let change = this.#unseen.shift(); change !== undefined; change = this.#unseen.shift()) {
      for (const watcher of [...this.#watchers]) watcher(...change);
    }
    this.#telling = false;
  }

  #answerLater(): void {
    for (let answer = this.#later.shift(); answer !== undefined; answer = this.#later.shift()) answer();
  }
}
