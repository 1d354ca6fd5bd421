import { isIndividualId } from "@samovar/transport";
import { Signal, type SignalHost } from "../godot/signal.js";
import type { Api, PeerIdentity } from "./api.js";
import { CONFIG_VALUES } from "./constants/networking-utils.js";
import { RESULTS } from "./constants/results.js";
import { SEND_FLAGS } from "./constants/send-flags.js";
import type { SteamContext } from "./context.js";
import { int32, toBytes } from "./gdscript-arguments.js";
import { localTimestamp } from "./networking-utils/local-timestamp.js";
import { realTimeStatus } from "./networking-messages.js";
import type { NetworkingMessage, PayloadClass } from "./networking-messages-types.js";
import type { NetworkingSockets, NetworkingSocketsSignals, SocketConnectionInfo, SocketConnectionStatus } from "./networking-sockets/networking-sockets-types.js";
import type { SteamPart } from "./part.js";
import { isAlive, type SocketConnection, type SocketMessage } from "./networking-sockets/socket-connection.js";
import { SocketDesk } from "./networking-sockets/socket-desk.js";
import { readSocketOptions } from "./networking-sockets/socket-options.js";
import { bytesAs } from "./wrap-bytes.js";

/** Reasons that a game may give; others count as the first. */
const LEAST_REASON = 1000;
const MOST_REASON = 2999;
const CONNECTING = 1;
const CONNECTED = 3;

/**
 * Networking Sockets over the context's endpoint.
 * @param payloadClass what messages bring their bytes in; `Uint8Array` without.
 */
export function createNetworkingSockets<A extends Api, P extends Uint8Array = Uint8Array>(
  { api, endpoint, identities, log, met, ready }: SteamContext<A>,
  host: SignalHost,
  payloadClass?: PayloadClass<P>,
): SteamPart<NetworkingSockets<A, P>, NetworkingSocketsSignals<A>> {
  type Change = readonly [handle: number, connection: SocketConnectionStatus<A>, oldState: number];
  let changes: Change[] = [];
  const groups = new Set<number>();
  const signals: NetworkingSocketsSignals<A> = { network_connection_status_changed: new Signal("network_connection_status_changed", host) };
  // The one place where the generation's type and its value meet.
  const show = (peer: bigint): PeerIdentity<A> => (api === "steam_id" ? peer : `steamid:${peer}`) as PeerIdentity<A>;
  const status = (connection: SocketConnection): SocketConnectionStatus<A> => ({
    identity: show(connection.shownPeer),
    user_data: Number(connection.userData),
    listen_socket: connection.listenSocket,
    remote_address: api === "steam_id" ? "::" : "[::]:0",
    remote_pop: 0,
    pop_relay: 0,
    connection_state: connection.state,
    end_reason: connection.endReason,
    end_debug: connection.endDebug,
    debug_description: describe(connection),
  });
  const desk = new SocketDesk(endpoint, (connection, oldState) => void changes.push([connection.handle, status(connection), oldState]), met);
  const { book } = desk;
  endpoint.onStateChange((state) => {
    if (state !== "closed" && state !== "idle") return;
    desk.clear();
    groups.clear();
    changes = [];
  });

  const guarded = (call: string): boolean => ready("Networking Sockets", call);
  const handleOf = (argument: number): number => int32(argument) >>> 0;
  const known = (call: string, argument: number): SocketConnection | undefined => (guarded(call) ? book.get(handleOf(argument)) : undefined);
  const wrap = bytesAs(payloadClass);

  const shown = (connection: SocketConnection, message: SocketMessage): NetworkingMessage<A, P> => {
    const payload = wrap(message.payload);
    return {
      payload,
      data: payload,
      size: payload.length,
      connection: connection.handle,
      identity: show(connection.shownPeer),
      remote_steam_id: connection.shownPeer,
      user_data: 0,
      receiver_user_data: Number(connection.userData),
      sender_user_data: 0,
      time_received: localTimestamp(message.receivedAtUs),
      message_number: message.number,
      channel: 0,
      flags: message.reliable ? SEND_FLAGS.NETWORKING_SEND_RELIABLE : SEND_FLAGS.NETWORKING_SEND_UNRELIABLE,
    };
  };
  /** The oldest of all these connections. */
  const receive = (connections: readonly SocketConnection[], maxMessages: number): NetworkingMessage<A, P>[] => {
    const max = Math.max(0, int32(maxMessages));
    for (const connection of connections) desk.pull(connection);
    const waiting = connections.flatMap((connection) => connection.inbox.slice(0, max).map((message) => ({ connection, message })));
    if (connections.length > 1) waiting.sort((a, b) => a.message.receivedAtUs - b.message.receivedAtUs);
    const taken = waiting.slice(0, max).map(({ connection, message }) => ({ connection, message: shown(connection, message) }));
    for (const one of connections) desk.take(one, taken.filter(({ connection }) => connection === one).length);
    return taken.map(({ message }) => message);
  };

  const send = (call: string, handle: number, data: unknown, flags: number): { result: number; message_number: number } => {
    const bytes = toBytes(data);
    if (bytes === undefined) log.errorOnce(call, `[STEAM] ${call}: the data is ${typeof data}; it must be a Uint8Array or an array of numbers.`);
    const connection = book.get(handleOf(handle));
    if (connection === undefined || bytes === undefined) return { result: RESULTS.RESULT_INVALID_PARAM, message_number: 0 };
    const { result, number } = desk.send(connection, bytes, int32(flags));
    return { result, message_number: number };
  };
  const options = (call: string, given: unknown): { readonly userData: bigint; readonly timeoutInitialMs: number | undefined } => {
    const values = readSocketOptions(given);
    const { NETWORKING_CONFIG_CONNECTION_USER_DATA: data, NETWORKING_CONFIG_TIMEOUT_INITIAL: timeout } = CONFIG_VALUES;
    for (const config of values.keys()) {
      if (config !== data && config !== timeout) {
        log.warnOnce(`${call} ${config}`, `[STEAM] ${call}: config value ${config} is not kept by connection; set it by setGlobalConfigValueInt32 or its like.`);
      }
    }
    const timeoutInitialMs = values.get(timeout);
    return { userData: values.get(data) ?? -1n, timeoutInitialMs: timeoutInitialMs === undefined ? undefined : Math.max(0, Number(timeoutInitialMs)) };
  };
  const run = (): void => {
    desk.run();
    const due = changes;
    // A handler that closes what it is told of hears of that in the next one, or this might never end.
    changes = [];
    for (const change of due) signals.network_connection_status_changed.emit(...change);
  };

  const functions: NetworkingSockets<A, P> = {
    createListenSocketP2P(virtualPort, given) {
      if (!guarded("createListenSocketP2P")) return 0;
      const port = int32(virtualPort);
      if (port < 0 || desk.listening.has(port)) {
        log.errorOnce(`listen ${port}`, `[STEAM] createListenSocketP2P: ${port < 0 ? `there is no virtual port ${port}` : `a socket listens on virtual port ${port} already`}.`);
        return 0;
      }
      const { userData, timeoutInitialMs } = options("createListenSocketP2P", given);
      return desk.listen(port, userData, timeoutInitialMs);
    },
    connectP2P(remote, virtualPort, given) {
      if (!guarded("connectP2P")) return 0;
      const peer = identities.resolve(remote);
      const port = int32(virtualPort);
      if (peer === endpoint.self && !desk.listening.has(port)) {
        log.errorOnce(`connect ${port}`, `[STEAM] connectP2P: that is ourselves, and we do not listen on virtual port ${port}.`);
        return 0;
      }
      const { userData, timeoutInitialMs } = options("connectP2P", given);
      return isIndividualId(peer) && port >= 0 ? desk.connect(peer, port, userData, timeoutInitialMs).handle : 0;
    },
    acceptConnection(handle) {
      if (!guarded("acceptConnection")) return 0;
      const connection = book.get(handleOf(handle));
      if (connection === undefined) return RESULTS.RESULT_INVALID_PARAM;
      if (connection.state !== CONNECTING || connection.listenSocket === 0) return RESULTS.RESULT_INVALID_STATE;
      desk.accept(connection);
      return RESULTS.RESULT_OK;
    },
    closeConnection(handle, reason, debug: unknown, linger: unknown) {
      const connection = known("closeConnection", handle);
      if (connection === undefined) return false;
      const given = int32(reason);
      desk.close(connection, given >= LEAST_REASON && given <= MOST_REASON ? given : LEAST_REASON, String(debug), Boolean(linger));
      return true;
    },
    closeListenSocket(socket) {
      if (!guarded("closeListenSocket")) return false;
      const handle = handleOf(socket);
      const [port] = [...desk.listening].find(([, { handle: one }]) => one === handle) ?? [];
      if (port === undefined) return false;
      desk.listening.delete(port);
      for (const connection of book.all()) {
        if (connection.listenSocket === handle && !connection.released) desk.close(connection, LEAST_REASON, "The listen socket was closed.", false);
      }
      return true;
    },
    sendMessageToConnection(handle, data, flags) {
      type Sent = { result: number; message_number: number };
      return guarded("sendMessageToConnection") ? send("sendMessageToConnection", handle, data, flags) : ({} as Sent);
    },
    sendMessages(data, handle, flags) {
      if (!guarded("sendMessages")) return [];
      const { result, message_number: number } = send("sendMessages", handle, data, flags);
      return [result === RESULTS.RESULT_OK ? number : -result];
    },
    flushMessagesOnConnection(handle) {
      if (!guarded("flushMessagesOnConnection")) return 0;
      const connection = book.get(handleOf(handle));
      if (connection === undefined) return RESULTS.RESULT_INVALID_PARAM;
      if (!isAlive(connection)) return RESULTS.RESULT_NO_CONNECTION;
      if (connection.state !== CONNECTED) return RESULTS.RESULT_IGNORED;
      desk.flush(connection);
      return RESULTS.RESULT_OK;
    },
    receiveMessagesOnConnection(handle, maxMessages) {
      const connection = known("receiveMessagesOnConnection", handle);
      return connection === undefined ? [] : receive([connection], maxMessages);
    },
    receiveMessagesOnPollGroup(group, maxMessages) {
      const wanted = handleOf(group);
      if (!guarded("receiveMessagesOnPollGroup") || !groups.has(wanted)) return [];
      return receive(book.all().filter((connection) => connection.group === wanted), maxMessages);
    },
    createPollGroup() {
      if (!guarded("createPollGroup")) return 0;
      const group = desk.newHandle();
      groups.add(group);
      return group;
    },
    destroyPollGroup(group) {
      const gone = handleOf(group);
      if (!guarded("destroyPollGroup") || !groups.delete(gone)) return false;
      for (const connection of book.all()) if (connection.group === gone) connection.group = 0;
      return true;
    },
    setConnectionPollGroup(handle, group) {
      const connection = known("setConnectionPollGroup", handle);
      const wanted = handleOf(group);
      if (connection === undefined || (wanted !== 0 && !groups.has(wanted))) return false;
      connection.group = wanted;
      return true;
    },
    getConnectionInfo(handle) {
      const connection = known("getConnectionInfo", handle);
      if (connection === undefined) return {} as SocketConnectionInfo<A>;
      return { ...status(connection), info_flags: isAlive(connection) ? endpoint.sockets.info(connection.peer).flags : 0 };
    },
    getConnectionRealTimeStatus(handle, lanes, getStatus = true) {
      if (!guarded("getConnectionRealTimeStatus")) return {} as never;
      const connection = book.get(handleOf(handle));
      if (connection === undefined || !isAlive(connection)) return { response: RESULTS.RESULT_NO_CONNECTION, connection_status: {}, lanes_status: [] };
      const count = int32(lanes);
      if (count > 1) return { response: RESULTS.RESULT_INVALID_PARAM, connection_status: {}, lanes_status: [] };
      const figures = realTimeStatus(endpoint.sockets.info(connection.peer));
      figures.pending_reliable += connection.waitingBytes;
      const { pending_unreliable, pending_reliable, sent_unacknowledged_reliable, queue_time } = figures;
      return {
        response: RESULTS.RESULT_OK,
        connection_status: getStatus ? { state: connection.state, ...figures } : {},
        lanes_status: count === 1 ? [{ pending_unreliable, pending_reliable, sent_unacknowledged_reliable, queue_time }] : [],
      };
    },
    getDetailedConnectionStatus(handle) {
      if (!guarded("getDetailedConnectionStatus")) return {} as never;
      const connection = book.get(handleOf(handle));
      if (connection === undefined) return { success: -1, status: "" };
      const { status: figures } = endpoint.sockets.info(connection.peer);
      const lines = [
        describe(connection),
        `State ${connection.state}${connection.endReason === 0 ? "" : `: ${connection.endReason} ${connection.endDebug}`}`,
        `Ping ${figures.ping} ms, quality ${figures.localQuality} here, ${figures.remoteQuality} there`,
        `Sent ${connection.sent} messages; ${connection.waitingBytes + figures.pendingReliable + figures.pendingUnreliable} bytes wait to be sent, ${connection.inbox.length} messages to be read`,
      ];
      return { success: 0, status: lines.join("\n") };
    },
    setConnectionName(handle, name: unknown) {
      const connection = known("setConnectionName", handle);
      if (connection !== undefined) connection.name = String(name);
    },
    getConnectionName: (handle) => known("getConnectionName", handle)?.name ?? "",
    getConnectionUserData: (handle) => (guarded("getConnectionUserData") ? (book.get(handleOf(handle))?.userData ?? -1n) : 0n),
    createSocketPair(_loopback, one, other) {
      if (!guarded("createSocketPair")) return {} as never;
      const [first, second] = desk.pair(identities.resolve(one), identities.resolve(other));
      return { success: true, connection1: first.handle, connection2: second.handle };
    },
    runNetworkingCallbacks() {
      if (guarded("runNetworkingCallbacks")) run();
    },
  };
  return { functions, signals, pump: run };
}

function describe({ handle, shownPeer, port, name }: SocketConnection): string {
  return `#${handle} P2P RELAY steamid:${shownPeer} vport ${port}${name === "" ? "" : ` '${name.slice(0, 32)}'`}`;
}
