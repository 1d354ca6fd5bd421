import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import * as z from "zod";
import type { Admissions, Admitted } from "./admissions.js";
import { MAX_SDP_LENGTH } from "./answer-sdp.js";
import { clientKey, ownAddresses } from "./client-address.js";
import type { RelayLog } from "./log.js";
import type { RateLimiter } from "./rate-limiter.js";
import { errorText } from "./relay-error.js";

/** A candidate as geckos' client expects it. */
export interface Candidate {
  readonly candidate: string;
  readonly sdpMid: string;
}

/** A connection that was begun: what geckos' client is answered. */
export interface Offer {
  /** 32 hex digits from a CSPRNG: knowing it proves to be the one it was given to. */
  readonly id: string;
  readonly localDescription: { readonly type: string; readonly sdp: string };
}

/** What the guard lets requests through to. None of it throws or rejects. */
export interface Signalling {
  /** Begins a connection for a player; undefined when there is no room for one. */
  open(admitted: Admitted): Promise<Offer | undefined>;
  /** Whether there is such a connection. */
  has(id: string): boolean;
  /**
   * Gives it the player's answer, with the addresses that are known to be the player's own; false when the connection is unknown, or the answer is no good.
   * If it has one already, this one is not looked at.
   */
  answer(id: string, sdp: string, own: (address: string) => boolean): boolean;
  /** The relay's candidates, as soon as there is an answer; undefined when the connection is unknown. */
  candidates(id: string): Promise<readonly Candidate[] | undefined>;
  /** Ends it. */
  hangUp(id: string): void;
}

/** What stands behind the guard, and how strict it is. */
export interface GuardOptions {
  readonly signalling: Signalling;
  readonly admissions: Admissions;
  /** Empty: any. */
  readonly origins: readonly string[];
  readonly trustProxy: boolean;
  /** For `POST /connections`, by address. */
  readonly connects: RateLimiter;
  /** The body of `GET /samovar/health`. */
  readonly health: () => object;
  readonly log: RelayLog;
}

/** Bytes of the one body that is read, `POST …/remote-description`. Ours. */
export const MAX_BODY_BYTES = 65_536;
/** How long a browser may keep what a preflight said; Chrome's own limit. */
const PREFLIGHT_AGE_S = 7200;

const PREFIX = "/.wrtc/v2/connections";
const routes = new RegExp(`^${PREFIX.replaceAll(".", "\\.")}(?:/([0-9a-f]{32})/(remote-description|additional-candidates|close))?$`);
const HEALTH = "/samovar/health";

const answerBody = z.object({ type: z.literal("answer"), sdp: z.string().min(1).max(MAX_SDP_LENGTH) });

/**
 * The relay's HTTP side: geckos' four routes, answered here rather than by geckos, whose own read bodies without limit and can be made to
 * throw past their handlers.
 *
 * | route | answers |
 * | --- | --- |
 * | `POST /.wrtc/v2/connections` | 200 `{userData: {id, token}, id, localDescription}`; 401, 409, 429, 503 |
 * | `POST …/connections/:id/remote-description` | 200; 400 for a body that is no answer, 404 unknown, 413 too long |
 * | `GET …/connections/:id/additional-candidates` | 200 `[{candidate, sdpMid}]`; 404 |
 * | `POST …/connections/:id/close` | 200, whether it was there or not |
 * | `GET /samovar/health` | 200 `{players, version}` |
 *
 * `:id` is 128 random bits told to nobody but the player it belongs to, so `close` needs no other proof. Everything else is 404 or 405. A page of an
 * origin that is not allowed is answered 403. Nothing a client sends makes the listener throw.
 */
export function createHttpGuard(options: GuardOptions): RequestListener {
  return (request, response) => {
    handle(options, request, response).catch((error: unknown) => {
      options.log.error(`a request could not be answered: ${errorText(error)}`);
      if (response.headersSent) response.destroy();
      else finish(response, 500);
    });
  };
}

/** Time limits for clients that send slowly, or not at all. */
export function limitServer(server: Server): void {
  server.headersTimeout = 5000;
  server.requestTimeout = 10_000;
  server.keepAliveTimeout = 5000;
}

async function handle(options: GuardOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method } = request;
  const path = request.url?.split("?", 1)[0] ?? "";
  // An aborted upload is the client's affair; without a listener it would be ours.
  request.on("error", () => undefined);
  response.on("error", () => undefined);

  if (!allowOrigin(options.origins, request, response)) return finish(response, 403);
  const [matched, id, action] = routes.exec(path) ?? [];
  if (matched === undefined && path !== HEALTH) return finish(response, 404);
  if (method === "OPTIONS") return preflight(response);
  if (method !== (path === HEALTH || action === "additional-candidates" ? "GET" : "POST")) return finish(response, 405);
  if (action !== "remote-description" && hasBody(request)) return refuseBody(request, response);

  if (path === HEALTH) return sendJson(response, options.health());
  if (id === undefined) return connect(options, request, response);
  if (action === "remote-description") return takeAnswer(options, id, request, response);
  if (action === "close") {
    options.signalling.hangUp(id);
    return finish(response, 200);
  }
  const candidates = await options.signalling.candidates(id);
  return candidates === undefined ? finish(response, 404) : sendJson(response, candidates);
}

async function connect(options: GuardOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const waitMs = options.connects.take(clientKey(request, options.trustProxy));
  if (waitMs > 0) {
    response.setHeader("Retry-After", Math.ceil(waitMs / 1000));
    return finish(response, 429);
  }
  const admitted = await options.admissions.admit(request.headers.authorization);
  if (typeof admitted === "number") return finish(response, admitted);
  const offer = await options.signalling.open(admitted);
  if (offer === undefined) return finish(response, 503);
  return sendJson(response, { userData: admitted.json, id: offer.id, localDescription: offer.localDescription });
}

async function takeAnswer({ signalling, trustProxy }: GuardOptions, id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // Strangers do not get to send bodies.
  if (!signalling.has(id)) return hasBody(request) ? refuseBody(request, response, 404) : finish(response, 404);
  const body = await readBody(request);
  if (body === undefined) return refuseBody(request, response);
  const { data } = answerBody.safeParse(body);
  const taken = data !== undefined && signalling.answer(id, data.sdp, ownAddresses(request, trustProxy));
  return finish(response, taken ? 200 : 400);
}

/** The body as JSON, null when it is none, undefined when it is too long. Rejects when the client goes away. */
async function readBody(request: IncomingMessage): Promise<unknown> {
  if (Number(request.headers["content-length"] ?? 0) > MAX_BODY_BYTES) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    // Left undestroyed when we stop early: the answer goes out on the same socket.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      length += chunk.byteLength;
      if (length > MAX_BODY_BYTES) return undefined;
      chunks.push(chunk);
    }
    return JSON.parse(Buffer.concat(chunks).toString("utf8")) as unknown;
  } catch {
    return null;
  }
}

function hasBody(request: IncomingMessage): boolean {
  return request.headers["transfer-encoding"] !== undefined || Number(request.headers["content-length"] ?? 0) > 0;
}

/** Answers without reading the body, and closes the connection: else all of it would have to be taken in. */
function refuseBody(request: IncomingMessage, response: ServerResponse, status = 413): void {
  response.setHeader("Connection", "close");
  response.once("finish", () => request.destroy());
  finish(response, status);
}

/** Sets the CORS headers. @returns false when the page's origin is not allowed. */
function allowOrigin(origins: readonly string[], request: IncomingMessage, response: ServerResponse): boolean {
  const { origin, host } = request.headers;
  if (origins.length === 0) {
    response.setHeader("Access-Control-Allow-Origin", "*");
    return true;
  }
  response.setHeader("Vary", "Origin");
  // Programs that are no browser send none, and could send any.
  if (origin === undefined) return true;
  if (!origins.includes(origin) && origin !== `http://${host}` && origin !== `https://${host}`) return false;
  response.setHeader("Access-Control-Allow-Origin", origin);
  return true;
}

function preflight(response: ServerResponse): void {
  response.setHeader("Access-Control-Allow-Methods", "GET, POST");
  response.setHeader("Access-Control-Allow-Headers", "authorization, content-type");
  response.setHeader("Access-Control-Max-Age", PREFLIGHT_AGE_S);
  finish(response, 204);
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.setHeader("Content-Type", "application/json");
  // Answers carry tokens.
  response.setHeader("Cache-Control", "no-store");
  response.statusCode = 200;
  response.end(JSON.stringify(value));
}

function finish(response: ServerResponse, status: number): void {
  if (response.writableEnded || response.destroyed) return;
  response.statusCode = status;
  response.end();
}
