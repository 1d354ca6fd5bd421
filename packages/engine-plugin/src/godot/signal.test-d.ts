/** Checked by the compiler, never run. */
import { Callable } from "./callable-object.js";
import type { ObjectMethods } from "./object-methods.js";
import { Signal } from "./signal.js";

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- how the compiler is asked whether two types are one
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Compiles when `value` is of exactly this type. */
type Exactly = <Expected>() => <Actual>(value: Actual, ...differs: Equal<Actual, Expected> extends true ? [] : [never]) => void;
declare const exactly: Exactly;

type LobbyCreated = (connect: number, lobby_id: bigint) => void;
const lobby_created = new Signal<LobbyCreated>("lobby_created");
const lobby_left = new Signal<(lobby_id: bigint) => void>("lobby_left");
const paused = new Signal<() => void>("paused");

export async function waiting(): Promise<void> {
  exactly<[connect: number, lobby_id: bigint]>()(await lobby_created);
  exactly<bigint>()(await lobby_left);
  exactly<undefined>()(await paused);
  const [connect, lobby_id] = await lobby_created.as_promise({ timeout: 500, signal: new AbortController().signal });
  exactly<number>()(connect);
  exactly<bigint>()(lobby_id);
  exactly<string>()(await lobby_left.then((id) => id.toString()));
}

/** An async function cannot give a signal away: it would wait for it. */
export async function careless(): Promise<bigint> {
  return lobby_left;
}

// @ts-expect-error what comes out is the value of the next emission
export const signalOutOfAPromise: Promise<Signal<(lobby_id: bigint) => void>> = careless();

export class Lobby {
  _on_created(connect: number, lobby_id: bigint): void {
    void [connect, lobby_id];
  }
  _on_labelled(connect: number, lobby_id: bigint, label: string): string {
    return label + connect.toString() + lobby_id.toString();
  }
  _on_text(text: string): void {
    void text;
  }
  size = 4;

  _ready(): void {
    lobby_created.connect(Callable(this, "_on_created"));
    lobby_created.disconnect(new Callable(this, "_on_created"));
    lobby_created.connect(Callable.create((connect: number) => void connect));
    lobby_created.connect(lobby_created.emit);
  }
}

export function callables(lobby: Lobby): void {
  const labelled = Callable(lobby, "_on_labelled");
  exactly<string>()(labelled(1, 2n, "a"));
  exactly<string>()(labelled.call(1, 2n, "a"));
  exactly<string>()(labelled.bind("a").call(1, 2n));
  exactly<string>()(labelled.bind("a").bind(2n)(1));
  exactly<string>()(labelled.bind("a").unbind(1).call(1, 2n, "dropped"));
  lobby_created.connect(labelled.bind("a"));
  lobby_created.connect(Callable(lobby, "_on_text").bind("x").unbind(2));
  lobby_created.connect(Callable(lobby, "_on_created").unbind(1).bind("dropped"));

  // @ts-expect-error the third parameter is not bound
  lobby_created.connect(labelled);
  // @ts-expect-error the first parameter is no text
  lobby_created.connect(Callable(lobby, "_on_text"));
  // @ts-expect-error no such method
  Callable(lobby, "_on_craeted");
  // @ts-expect-error the argument has the wrong type
  labelled.call("1", 2n, "a");
  // @ts-expect-error an argument is missing
  labelled.bind("a").call(1);
  // @ts-expect-error not a method
  Callable(lobby, "size").call();
}

/** A name that comes from elsewhere is looked up when it is called. */
export function callablesByName(lobby: Lobby, method: string): void {
  exactly<Callable>()(Callable(lobby, method));
  exactly<Callable>()(new Callable(lobby, method));
  exactly<Callable>()(Callable.create(lobby, method));
}

export function byName(Steam: ObjectMethods & { getSteamID(): bigint; readonly RESULT_OK: 1 }): void {
  exactly<bigint>()(Steam.call("getSteamID"));
  exactly<bigint>()(Steam.callv("getSteamID", []));
  exactly<1>()(Steam.get("RESULT_OK"));
  exactly<unknown>()(Steam.call("anything", 1, 2));
  exactly<unknown>()(Steam.get("anything"));
}
