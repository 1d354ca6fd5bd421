import fc from "fast-check";
import { expect, test } from "vitest";
import { launchParameter, readLaunchLink, writeLaunchLink } from "./launch-link.js";

const id = fc.bigInt({ min: 1n, max: 2n ** 64n - 1n });
/** Addresses of pages, with whatever in their query and behind it. */
const page = fc.tuple(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string()).map(([url, rest]) => url + rest);

test("a link invites to the lobby it was made for, whatever the page's address was", () => {
  fc.assert(
    fc.property(page, id, id, (href, lobby, from) => {
      fc.pre(URL.canParse(href));
      expect(readLaunchLink(writeLaunchLink(href, { lobby, from }))).toEqual({ lobby, from });
      expect(readLaunchLink(writeLaunchLink(href, { lobby, from: 0n }))).toEqual({ lobby, from: 0n });
    }),
    { seed: 1 },
  );
});

test("no address, and nothing in one, throws or makes an id that is none", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), page, fc.string().map((text) => `https://play.example/?connect_lobby=${text}&from=${text}#?connect_lobby=${text}`)), (href) => {
      const { lobby, from } = readLaunchLink(href);
      for (const number of [lobby, from]) expect(number >= 0n && number < 2n ** 64n).toBe(true);
      expect(typeof launchParameter(href, "mode")).toBe("string");
      expect(typeof writeLaunchLink(href, { lobby: 1n, from: 2n })).toBe("string");
    }),
    { seed: 2 },
  );
});

test("who invites is read where the lobby stands", () => {
  expect(readLaunchLink("https://play.example/?connect_lobby=7#from=8")).toEqual({ lobby: 7n, from: 0n });
  expect(readLaunchLink("https://play.example/?connect_lobby=x&from=9#/room?connect_lobby=7&from=8")).toEqual({ lobby: 7n, from: 8n });
});

test("the rest of the address stays as it was", () => {
  const link = writeLaunchLink("https://play.example/arena?skin=red#settings", { lobby: 7n, from: 0n });
  expect(link).toBe("https://play.example/arena?skin=red&connect_lobby=7#settings");
});
