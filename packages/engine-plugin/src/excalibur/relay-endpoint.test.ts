import { expect, test } from "vitest";
import { fakeLogger } from "../steam/fake-endpoints.test.helper.js";
import { defaultRelayUrl, relayEndpoint } from "./relay-endpoint.js";

test("a relay is looked for on the page's host, by the page's protocol", () => {
  expect(defaultRelayUrl({ protocol: "http:", hostname: "192.168.1.20" })).toBe("http://192.168.1.20:9208");
  expect(defaultRelayUrl({ protocol: "https:", hostname: "play.example" })).toBe("https://play.example:9208");
});

test("a page without a host, or no page at all, looks on this computer", () => {
  expect(defaultRelayUrl({ protocol: "file:", hostname: "" })).toBe("http://127.0.0.1:9208");
  expect(defaultRelayUrl(undefined)).toBe("http://127.0.0.1:9208");
});

test.each(["tab", "browser", undefined] as const)("a client with credentials %s connects nothing when it is made", (credentials) => {
  const endpoint = relayEndpoint({ credentials }, fakeLogger());
  expect(endpoint.state).toBe("idle");
  expect(endpoint.self).toBe(0n);
});
