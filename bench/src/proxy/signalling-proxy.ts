import { once } from "node:events";
import { createServer, request as httpRequest, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { redirectCandidate, redirectOffer, withoutCandidates, type CandidateTarget } from "./candidates.js";

const LOOPBACK = "127.0.0.1";
const MAX_BODY_BYTES = 1024 * 1024;

/** What a {@link SignallingProxy} is made of. */
export interface SignallingProxyOptions {
  /** The relay's HTTP port on this machine. */
  readonly relayPort: number;
  /** Where clients are to send their UDP packets instead of to the relay. */
  readonly media: CandidateTarget;
  /** How long bytes are under way to the relay, and back, in ms; asked anew for each request. */
  readonly delaysMs: () => { readonly up: number; readonly down: number };
}

interface Message {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: Buffer;
}

/**
 * The HTTP half of a bad network: passes geckos' signalling on to a relay, late, and turns what the two sides tell each other
 * about where they are, so that their UDP packets go through a {@link UdpProxy}.
 *
 * - The relay's candidates, in the offer or handed out later, point to `media`. A client's own candidates are taken out of its
 *   answer, for the relay would send there directly; it answers where packets come from, which is the proxy.
 * - Time: a round trip for each new TCP connection, and one for each request, preflights among them. TCP's own losses are not imitated:
 *   conditions that lose packets leave signalling slow but whole.
 */
export class SignallingProxy {
  readonly #options: SignallingProxyOptions;
  readonly #server: Server;
  /** Connections whose handshake has been paid for. */
  readonly #known = new WeakSet<Socket>();

  private constructor(options: SignallingProxyOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch(() => response.destroy());
    });
  }

  /** Opens a proxy on a free port. */
  static async open(options: SignallingProxyOptions): Promise<SignallingProxy> {
    const proxy = new SignallingProxy(options);
    proxy.#server.listen(0, LOOPBACK);
    await once(proxy.#server, "listening");
    return proxy;
  }

  /** What stands in for the relay's address. */
  get url(): string {
    return `http://${LOOPBACK}:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    if (!this.#server.listening) return;
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, "close");
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { up, down } = this.#options.delaysMs();
    const isNew = !this.#known.has(request.socket);
    this.#known.add(request.socket);
    const [body] = await Promise.all([readAll(request), pause(up + (isNew ? up + down : 0))]);
    const path = request.url ?? "/";
    const answer = await this.#ask(request, path.endsWith("/remote-description") ? this.#toRelay(body) : body);
    await pause(down);
    const answered = this.#toClient(path, answer.body);
    const { "content-length": _length, "transfer-encoding": _encoding, connection: _connection, ...headers } = answer.headers;
    response.writeHead(answer.status, { ...headers, ...(answered.byteLength > 0 ? { "content-length": String(answered.byteLength) } : {}) });
    response.end(answered);
  }

  async #ask(request: IncomingMessage, body: Buffer): Promise<Message> {
    const { "transfer-encoding": _encoding, connection: _connection, ...headers } = request.headers;
    if (body.byteLength > 0) headers["content-length"] = String(body.byteLength);
    const asked = httpRequest({ host: LOOPBACK, port: this.#options.relayPort, method: request.method, path: request.url, headers });
    asked.end(body);
    const [answer] = (await once(asked, "response")) as [IncomingMessage];
    return { status: answer.statusCode ?? 502, headers: answer.headers, body: await readAll(answer) };
  }

  #toRelay(body: Buffer): Buffer {
    return changeJson(body, (value) => {
      if (isRecord(value) && typeof value["sdp"] === "string") value["sdp"] = withoutCandidates(value["sdp"]);
      return value;
    });
  }

  #toClient(path: string, body: Buffer): Buffer {
    const { media } = this.#options;
    if (path.endsWith("/connections")) {
      return changeJson(body, (value) => {
        const description = isRecord(value) ? value["localDescription"] : undefined;
        if (isRecord(description) && typeof description["sdp"] === "string") description["sdp"] = redirectOffer(description["sdp"], media);
        return value;
      });
    }
    if (!path.endsWith("/additional-candidates")) return body;
    return changeJson(body, (value) => {
      if (!Array.isArray(value)) return value;
      return value.filter(isRecord).flatMap((entry) => {
        const candidate = redirectCandidate(String(entry["candidate"]), media);
        return candidate === undefined ? [] : [{ ...entry, candidate }];
      });
    });
  }
}

/** Changes a body if it is JSON, and leaves it as it is otherwise. */
function changeJson(body: Buffer, change: (value: unknown) => unknown): Buffer {
  let value: unknown;
  try {
    value = JSON.parse(body.toString("utf8"));
  } catch {
    return body;
  }
  return Buffer.from(JSON.stringify(change(value)));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

async function readAll(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BODY_BYTES) throw new Error("more than signalling ever needs");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function pause(ms: number): Promise<void> {
  return ms <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));
}
