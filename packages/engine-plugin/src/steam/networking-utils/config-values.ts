import type { FakeNetworkSettings, SessionSettings } from "@samovar/transport";
import { CONFIG_SCOPES, CONFIG_TYPES, CONFIG_VALUES as C } from "../constants/networking-utils.js";

const { NETWORKING_CONFIG_SCOPE_GLOBAL: GLOBAL, NETWORKING_CONFIG_SCOPE_CONNECTION: CONNECTION } = CONFIG_SCOPES;
const {
  NETWORKING_CONFIG_TYPE_INT32: INT,
  NETWORKING_CONFIG_TYPE_INT64: LONG,
  NETWORKING_CONFIG_TYPE_FLOAT: FLOAT,
  NETWORKING_CONFIG_TYPE_STRING: TEXT,
  NETWORKING_CONFIG_TYPE_FUNCTION_PTR: POINTER,
} = CONFIG_TYPES;
const MOST_INT = 0x7fffffff;

/** One config value: what kind of thing it is, and where it lives. */
export interface ConfigValue {
  /** `NETWORKING_CONFIG_TYPE_*` */
  readonly type: 1 | 2 | 3 | 4 | 5;
  /** `NETWORKING_CONFIG_SCOPE_*`, as Steam has it; over a relay each is one for all sessions. */
  readonly scope: 1 | 4;
  /** The setting of sessions that it is; the endpoint keeps it, and knows its range. */
  readonly session?: keyof SessionSettings;
  /** The setting of the fake network that it is; likewise. */
  readonly fake?: keyof FakeNetworkSettings;
  /** It changes how links to the relay are made, from the next one on. */
  readonly ice?: true;
  /** Where it is kept here: the default, and the range of a number. */
  readonly initial?: number | string;
  readonly least?: number;
  readonly most?: number;
  readonly readOnly?: true;
}

const session = (key: keyof SessionSettings): ConfigValue => ({ type: INT, scope: CONNECTION, session: key });
const fake = (key: keyof FakeNetworkSettings, type: 1 | 3 = INT): ConfigValue => ({ type, scope: GLOBAL, fake: key });
const idle = (initial: number, least: number, most = MOST_INT, scope: 1 | 4 = CONNECTION): ConfigValue => ({ type: INT, scope, initial, least, most });
const text = (scope: 1 | 4 = GLOBAL, ice?: true): ConfigValue => ({ type: TEXT, scope, initial: "", ...(ice && { ice }) });
const fixed = (initial: number): ConfigValue => ({ type: INT, scope: CONNECTION, initial, readOnly: true });
/** Warnings and worse, between errors only and everything. */
const logLevel = (scope: 1 | 4 = CONNECTION): ConfigValue => idle(4, 2, 8, scope);
const callback = (scope: 1 | 4 = GLOBAL): ConfigValue => ({ type: POINTER, scope, initial: 0, readOnly: true });

/**
 * Every config value by its number. Those with `session`, `fake` or `ice` work; the others mean nothing over a relay: they can be set and read
 * back, within Steam's ranges, and change nothing.
 */
export const configValues: ReadonlyMap<number, ConfigValue> = new Map<number, ConfigValue>([
  [C.NETWORKING_CONFIG_FAKE_PACKET_LOSS_SEND, fake("lossSend", FLOAT)],
  [C.NETWORKING_CONFIG_FAKE_PACKET_LOSS_RECV, fake("lossRecv", FLOAT)],
  [C.NETWORKING_CONFIG_FAKE_PACKET_LAG_SEND, fake("lagSendMs")],
  [C.NETWORKING_CONFIG_FAKE_PACKET_LAG_RECV, fake("lagRecvMs")],
  [C.NETWORKING_CONFIG_FAKE_PACKET_REORDER_SEND, fake("reorderSend", FLOAT)],
  [C.NETWORKING_CONFIG_FAKE_PACKET_REORDER_RECV, fake("reorderRecv", FLOAT)],
  [C.NETWORKING_CONFIG_FAKE_PACKET_REORDER_TIME, fake("reorderTimeMs")],
  [C.NETWORKING_CONFIG_SEND_BUFFER_SIZE, session("sendBufferBytes")],
  [C.NETWORKING_CONFIG_SEND_RATE_MIN, session("sendRateMin")],
  [C.NETWORKING_CONFIG_SEND_RATE_MAX, session("sendRateMax")],
  [C.NETWORKING_CONFIG_NAGLE_TIME, session("nagleTimeUs")],
  [C.NETWORKING_CONFIG_LOG_LEVEL_ACK_RTT, logLevel()],
  [C.NETWORKING_CONFIG_LOG_LEVEL_PACKET_DECODE, logLevel()],
  [C.NETWORKING_CONFIG_LOG_LEVEL_MESSAGE, logLevel()],
  [C.NETWORKING_CONFIG_LOG_LEVEL_PACKET_GAPS, logLevel()],
  [C.NETWORKING_CONFIG_LOG_LEVEL_P2P_RENDEZVOUS, logLevel()],
  [C.NETWORKING_CONFIG_LOG_LEVEL_SRD_RELAY_PINGS, logLevel(GLOBAL)],
  [C.NETWORKING_CONFIG_SDR_CLIENT_CONSEC_PING_TIMEOUT_FAIL_INITIAL, idle(0, 0, MOST_INT, GLOBAL)],
  [C.NETWORKING_CONFIG_SDR_CLIENT_CONSEC_PING_TIMEOUT_FAIL, idle(0, 0, MOST_INT, GLOBAL)],
  [C.NETWORKING_CONFIG_SDR_CLIENT_MIN_PINGS_BEFORE_PING_ACCURATE, idle(0, 0, MOST_INT, GLOBAL)],
  [C.NETWORKING_CONFIG_SDR_CLIENT_SINGLE_SOCKET, idle(0, 0, 1, GLOBAL)],
  [C.NETWORKING_CONFIG_IP_ALLOW_WITHOUT_AUTH, idle(0, 0, 2)],
  [C.NETWORKING_CONFIG_TIMEOUT_INITIAL, session("timeoutInitialMs")],
  [C.NETWORKING_CONFIG_TIMEOUT_CONNECTED, session("timeoutConnectedMs")],
  [C.NETWORKING_CONFIG_FAKE_PACKET_DUP_SEND, fake("dupSend", FLOAT)],
  [C.NETWORKING_CONFIG_FAKE_PACKET_DUP_REVC, fake("dupRecv", FLOAT)],
  [C.NETWORKING_CONFIG_FAKE_PACKET_DUP_TIME_MAX, fake("dupTimeMaxMs")],
  [C.NETWORKING_CONFIG_SDR_CLIENT_FORCE_RELAY_CLUSTER, text()],
  [C.NETWORKING_CONFIG_SDR_CLIENT_DEV_TICKET, text(CONNECTION)],
  [C.NETWORKING_CONFIG_SDR_CLIENT_FORCE_PROXY_ADDR, text()],
  [C.NETWORKING_CONFIG_MTU_PACKET_SIZE, fixed(1300)],
  [C.NETWORKING_CONFIG_MTU_DATA_SIZE, fixed(1300)],
  [C.NETWORKING_CONFIG_UNENCRYPTED, idle(0, 0, 3)],
  [C.NETWORKING_CONFIG_SDR_CLIENT_FAKE_CLUSTER_PING, text()],
  [C.NETWORKING_CONFIG_SYMMETRIC_CONNECT, idle(0, 0, 1)],
  [C.NETWORKING_CONFIG_LOCAL_VIRTUAL_PORT, idle(-1, -1)],
  [C.NETWORKING_CONFIG_DUAL_WIFI_ENABLE, idle(1, 0)],
  [C.NETWORKING_CONFIG_CONNECTION_USER_DATA, { type: LONG, scope: CONNECTION, initial: -1, least: -Infinity, most: Infinity }],
  [C.NETWORKING_CONFIG_PACKET_TRACE_MAX_BYTES, idle(-1, -1, 99_999, GLOBAL)],
  [C.NETWORKING_CONFIG_FAKE_RATE_LIMIT_SEND_RATE, fake("rateLimitSend")],
  [C.NETWORKING_CONFIG_FAKE_RATE_LIMIT_SEND_BURST, fake("rateLimitSendBurst")],
  [C.NETWORKING_CONFIG_FAKE_RATE_LIMIT_RECV_RATE, fake("rateLimitRecv")],
  [C.NETWORKING_CONFIG_FAKE_RATE_LIMIT_RECV_BURST, fake("rateLimitRecvBurst")],
  [C.NETWORKING_CONFIG_ENABLE_DIAGNOSTICS_UI, idle(1, 0, 1)],
  [C.NETWORKING_CONFIG_RECV_BUFFER_SIZE, session("receiveBufferBytes")],
  [C.NETWORKING_CONFIG_RECV_BUFFER_MESSAGES, idle(1000, 2, 2 ** 28)],
  [C.NETWORKING_CONFIG_RECV_MAX_MESSAGE_SIZE, session("maxReceivedMessageBytes")],
  [C.NETWORKING_CONFIG_RECV_MAX_SEGMENTS_PER_PACKET, idle(1300, 1, 1300)],
  [C.NETWORKING_CONFIG_OUT_OF_ORDER_CORRECTION_WINDOW_MICROSECONDS, idle(1000, 0, 50_000, GLOBAL)],
  [C.NETWORKING_CONFIG_IP_LOCAL_HOST_ALLOW_WITHOUT_AUTH, idle(0, 0, 2)],
  [C.NETWORKING_CONFIG_FAKE_PACKET_JITTER_SEND_AVG, fake("jitterSendAvgMs", FLOAT)],
  [C.NETWORKING_CONFIG_FAKE_PACKET_JITTER_SEND_MAX, fake("jitterSendMaxMs", FLOAT)],
  [C.NETWORKING_CONFIG_FAKE_PACKET_JITTER_SEND_PCT, fake("jitterSendPct", FLOAT)],
  [C.NETWORKING_CONFIG_FAKE_PACKET_JITTER_RECV_AVG, fake("jitterRecvAvgMs", FLOAT)],
  [C.NETWORKING_CONFIG_FAKE_PACKET_JITTER_RECV_MAX, fake("jitterRecvMaxMs", FLOAT)],
  [C.NETWORKING_CONFIG_FAKE_PACKET_JITTER_RECV_PCT, fake("jitterRecvPct", FLOAT)],
  [C.NETWORKING_CONFIG_SEND_TIME_SINCE_PREVIOUS_PACKET, idle(-1, -1, 1)],
  [C.NETWORKING_CONFIG_SDR_CLIENT_LIMIT_PING_PROBES_TO_NEAREST_N, idle(0, 0, MOST_INT, GLOBAL)],
  [C.NETWORKING_CONFIG_P2P_STUN_SERVER_LIST, text(CONNECTION, true)],
  [C.NETWORKING_CONFIG_P2P_TRANSPORT_ICE_ENABLE, { type: INT, scope: CONNECTION, initial: -1, least: -1, most: MOST_INT, ice: true }],
  [C.NETWORKING_CONFIG_P2P_TRANSPORT_ICE_PENALTY, idle(0, 0)],
  [C.NETWORKING_CONFIG_P2P_TRANSPORT_SDR_PENALTY, idle(0, 0)],
  [C.NETWORKING_CONFIG_P2P_TURN_SERVER_LIST, text(CONNECTION, true)],
  [C.NETWORKING_CONFIG_P2P_TURN_uSER_LIST, text(CONNECTION, true)],
  [C.NETWORKING_CONFIG_P2P_TURN_PASS_LIST, text(CONNECTION, true)],
  [C.NETWORKING_CONFIG_P2P_TRANSPORT_ICE_IMPLEMENTATION, idle(0, 0, 2)],
  [C.NETWORKING_CONFIG_CALLBACK_CONNECTION_STATUS_CHANGED, callback(CONNECTION)],
  [C.NETWORKING_CONFIG_CALLBACK_AUTH_STATUS_CHANGED, callback()],
  [C.NETWORKING_CONFIG_CALLBACK_RELAY_NETWORK_STATUS_CHANGED, callback()],
  [C.NETWORKING_CONFIG_CALLBACK_MESSAGE_SESSION_REQUEST, callback()],
  [C.NETWORKING_CONFIG_CALLBACK_MESSAGES_SESSION_FAILED, callback()],
  [C.NETWORKING_CONFIG_CALLBACK_CREATE_CONNECTION_SIGNALING, callback()],
  [C.NETWORKING_CONFIG_CALLBACK_FAKE_IP_RESULT, callback()],
  [C.NETWORKING_CONFIG_ECN, idle(-1, -1, 2, GLOBAL)],
]);
