import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { geckosLinkOpener } from "./geckos-link.js";
import type { OpenedLink } from "./link-opener.js";
import { RelayError } from "./relay-error.js";

/** As much of a peer connection as an attempt touches that does not get far. */
class StubConnection extends EventTarget {
  static made: StubConnection[] = [];
  closed = false;
  connectionState = "new";
  readonly configuration: RTCConfiguration | undefined;

  constructor(configuration?: RTCConfiguration) {
    super();
    this.configuration = configuration;
    StubConnection.made.push(this);
  }

  setRemoteDescription(description: unknown): Promise<void> {
    if (this.closed) return Promise.reject(new DOMException("closed", "InvalidStateError"));
    if (description === undefined) return Promise.reject(new TypeError("there is no description"));
    return new Promise(() => {});
  }

  addIceCandidate(): Promise<void> {
    return Promise.reject(new DOMException("closed", "InvalidStateError"));
  }

  close(): void {
    this.closed = true;
  }
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let url: string;
let answer: Answer;

beforeEach(async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  StubConnection.made = [];
  vi.stubGlobal("RTCPeerConnection", StubConnection);
  server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const withStatus =
  (status: number): Answer =>
  (_request, response) =>
    response.writeHead(status).end();

const withBody =
  (body: string): Answer =>
  (_request, response) =>
    response.writeHead(200).end(body);

const admitted = JSON.stringify({ id: "x", localDescription: { type: "offer", sdp: "" }, userData: {} });

function open(signal = new AbortController().signal, onAnswered = (): void => {}): Promise<OpenedLink> {
  return geckosLinkOpener({ url })({ authorization: "Samovar 1", signal, onAnswered });
}

const failure = (): Promise<unknown> => open().then(() => "opened", (error: unknown) => error);

describe("an attempt over geckos", () => {
  it("asks at the address it was given, as whom it was told", async () => {
    const asked: unknown[] = [];
    answer = (request, response) => {
      asked.push([request.method, request.url, request.headers.authorization]);
      response.writeHead(503).end();
    };
    await failure();
    expect(asked).toEqual([["POST", "/.wrtc/v2/connections", "Samovar 1"]]);
  });

  it.each([
    [401, "refused"],
    [404, "refused"],
    [409, "replaced"],
    [429, "refused"],
    [500, "unreachable"],
    [503, "unreachable"],
  ])("that is answered %i fails as %s", async (status, reason) => {
    answer = withStatus(status);
    const error = await failure();
    expect(error).toBeInstanceOf(RelayError);
    expect(error).toMatchObject({ reason });
  });

  it.each([
    ["a web page", "<!doctype html>"],
    ["an empty object", "{}"],
    ["a list", "[]"],
  ])("that is answered with %s fails as protocol", async (_what, body) => {
    answer = withBody(body);
    expect(await failure()).toMatchObject({ reason: "protocol" });
  });

  it("fails as unreachable when nobody listens", async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    const error = await failure();
    expect(error).toMatchObject({ reason: "unreachable", message: expect.stringContaining(url) as string });
    expect((error as RelayError).cause).toBeInstanceOf(TypeError);
  });

  it("fails as unsupported where there is no WebRTC", async () => {
    vi.stubGlobal("RTCPeerConnection", undefined);
    expect(await failure()).toMatchObject({ reason: "unsupported" });
  });

  it.each([
    [undefined, { urls: "stun:first.example" }, "all"],
    [{ iceServers: [{ urls: "turn:other.example" }], iceTransportPolicy: "relay" }, { urls: "turn:other.example" }, "relay"],
    [{ iceTransportPolicy: "relay" }, { urls: "stun:first.example" }, "relay"],
  ] as const)("goes the way it was told when made, or for this attempt (%j)", async (ice, iceServer, policy) => {
    answer = withBody(admitted);
    const opener = geckosLinkOpener({ url, iceServers: [{ urls: "stun:first.example" }] });
    await new Promise<void>((resolve) => {
      opener({ authorization: "Samovar 1", signal: new AbortController().signal, onAnswered: resolve, ice }).catch(() => {});
    });
    expect(StubConnection.made.at(-1)?.configuration).toMatchObject({ iceServers: [iceServer], iceTransportPolicy: policy });
  });

  it("takes its peer connection down when it is given up", async () => {
    answer = withBody(admitted);
    const abort = new AbortController();
    const answered = new Promise<void>((resolve) => void open(abort.signal, resolve).catch(() => {}));
    await answered;
    expect(StubConnection.made.map(({ closed }) => closed)).toEqual([false]);
    abort.abort();
    expect(StubConnection.made.map(({ closed }) => closed)).toEqual([true]);
  });

  it("leaves no peer connection open when the answer comes after it was given up", async () => {
    let release = (): void => {};
    const asked = new Promise<void>((resolve) => {
      answer = (request, response) => {
        release = () => withBody(admitted)(request, response);
        resolve();
      };
    });
    const abort = new AbortController();
    open(abort.signal).catch(() => {});
    await asked;
    abort.abort();
    release();
    await vi.waitFor(() => expect(StubConnection.made.map(({ closed }) => closed)).toEqual([true]));
  });

  it("fails when the peer connection breaks before it was open", async () => {
    answer = withBody(admitted);
    // The relay's offer has been read, which is when the sure lane is made.
    vi.stubGlobal(
      "RTCPeerConnection",
      class extends StubConnection {
        createDataChannel(): EventTarget {
          return new EventTarget();
        }
        override setRemoteDescription(): Promise<void> {
          this.dispatchEvent(new Event("signalingstatechange"));
          this.connectionState = "failed";
          this.dispatchEvent(new Event("connectionstatechange"));
          return new Promise(() => {});
        }
      },
    );
    expect(await failure()).toMatchObject({ reason: "unreachable", message: expect.stringContaining("failed") as string });
    expect(StubConnection.made.map(({ closed }) => closed)).toEqual([true]);
  });

  it("brings its answer and asks for the relay's addresses at once, in requests that need no preflight", async () => {
    const asked: (string | undefined)[][] = [];
    const candidate = { candidate: "candidate:1 1 UDP 1 127.0.0.1 9208 typ host", sdpMid: "0" };
    answer = (request, response) => {
      asked.push([request.method, request.url, request.headers["content-type"]?.split(";")[0]]);
      withBody(request.method === "GET" ? JSON.stringify([candidate]) : admitted)(request, response);
    };
    const taken = new Promise<unknown>((resolve) => {
      vi.stubGlobal(
        "RTCPeerConnection",
        class extends StubConnection {
          signalingState = "stable";
          localDescription = { type: "answer", sdp: "v=0" };
          createDataChannel(): EventTarget {
            return new EventTarget();
          }
          override setRemoteDescription(): Promise<void> {
            this.dispatchEvent(new Event("signalingstatechange"));
            return new Promise(() => {});
          }
          override addIceCandidate(given?: unknown): Promise<void> {
            resolve(given);
            return Promise.resolve();
          }
        },
      );
    });
    open().catch(() => {});
    expect(await taken).toEqual(candidate);
    const simple = asked.slice(1).filter(([, , type]) => type !== "application/json");
    expect(simple).toEqual(
      expect.arrayContaining([
        ["POST", "/.wrtc/v2/connections/x/remote-description", "text/plain"],
        ["GET", "/.wrtc/v2/connections/x/additional-candidates", undefined],
      ]),
    );
  });
});
