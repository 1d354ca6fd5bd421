/** Checked by the compiler, never run. */
import type { Steam } from "./steam.js";

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- how the compiler is asked whether two types are one
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Compiles when `value` is of exactly this type. */
type Exactly = <Expected>() => <Actual>(value: Actual, ...differs: Equal<Actual, Expected> extends true ? [] : [never]) => void;
declare const exactly: Exactly;
declare const peer: bigint;
declare const payload: Uint8Array;
declare const number: number;

export function handlesAreNumbers(Steam: Steam, Current: Steam<"steam_id">): void {
  const connection = Steam.connectP2P(peer, 0, {});
  exactly<number>()(connection);
  exactly<number>()(Steam.createListenSocketP2P(0, []));
  exactly<number>()(Steam.sendMessageToConnection(connection, payload, 8).message_number);
  for (const message of Steam.receiveMessagesOnConnection(connection, 10)) exactly<string>()(message.identity);
  for (const message of Current.receiveMessagesOnPollGroup(connection, 10)) exactly<bigint>()(message.identity);
  Steam.network_connection_status_changed.connect((handle, info, old) => {
    exactly<number>()(handle);
    exactly<number>()(old);
    exactly<string>()(info.identity);
    // @ts-expect-error only getConnectionInfo has it
    void info.info_flags;
  });
  exactly<bigint>()(Current.getConnectionInfo(connection).identity);
  exactly<number>()(Steam.getConnectionInfo(connection).info_flags);
  Steam.createListenSocketP2P(0, { 24: 5000 });
  Steam.createListenSocketP2P(0, [[24, 1, 5000]]);
  // @ts-expect-error a number cannot hold an id
  Steam.connectP2P(number, 0);
  // @ts-expect-error all four are required
  Steam.closeConnection(connection);
}
