import { expect, test } from "vitest";
import { ANNA, BORIS, FakeEndpoint, fakeLogger } from "./fake-endpoints.test.helper.js";
import { createSteam } from "./steam.js";

function setUp() {
  const endpoint = new FakeEndpoint(ANNA);
  const logger = fakeLogger();
  return { Steam: createSteam({ endpoint, logger }), endpoint, logger };
}

test("a name is blank when added, stands for a player when set, and is blank again when cleared", () => {
  const { Steam } = setUp();
  expect(Steam.addIdentity("host")).toBe(true);
  expect(Steam.isIdentityInvalid("host")).toBe(true);
  Steam.setIdentitySteamID64("host", BORIS);
  expect(Steam.isIdentityInvalid("host")).toBe(false);
  expect(Steam.getIdentitySteamID64("host")).toBe(BORIS);
  expect(Steam.toIdentityString("host")).toBe(`steamid:${BORIS}`);
  Steam.clearIdentity("host");
  expect(Steam.isIdentityInvalid("host")).toBe(true);
  expect(Steam.getIdentities()).toEqual([{ reference_name: "host", steam_id: 0n, type: Steam.IDENTITY_TYPE_INVALID }]);
});

test("adding a name again blanks it", () => {
  const { Steam } = setUp();
  Steam.setIdentitySteamID64("host", BORIS);
  Steam.addIdentity("host");
  expect(Steam.getIdentitySteamID64("host")).toBe(0n);
});

test("asking about an unknown name creates it, blank", () => {
  const { Steam } = setUp();
  expect(Steam.isIdentityInvalid("a")).toBe(true);
  expect(Steam.getIdentitySteamID64("b")).toBe(0n);
  expect(Steam.getIdentitySteamID("c")).toBe(0);
  expect(Steam.toIdentityString("d")).toBe("invalid");
  expect(Steam.getGenericString("e")).toBe("");
  expect(Steam.isIdentityLocalHost("f")).toBe(false);
  Steam.resetIdentity("g");
  expect(Steam.getIdentities().map((entry) => entry.reference_name)).toEqual(["a", "b", "c", "d", "e", "f", "g"]);
  expect(Steam.getIdentities().every((entry) => entry.type === 0)).toBe(true);
});

test("the list is sorted by name and can be changed freely", () => {
  const { Steam } = setUp();
  Steam.setIdentitySteamID64("zoe", BORIS);
  Steam.setGenericString("Ada", "text");
  Steam.setIdentitySteamID64("bob", ANNA);
  const list = Steam.getIdentities();
  expect(list).toEqual([
    { reference_name: "Ada", steam_id: 0n, type: 2 },
    { reference_name: "bob", steam_id: ANNA, type: 16 },
    { reference_name: "zoe", steam_id: BORIS, type: 16 },
  ]);
  list.length = 0;
  expect(Steam.getIdentities()).toHaveLength(3);
});

test("setIdentitySteamID takes the low 32 bits: an account number or a whole id", () => {
  const { Steam, logger } = setUp();
  Steam.setIdentitySteamID("whole", BORIS);
  Steam.setIdentitySteamID("account", Number(BORIS & 0xffffffffn));
  Steam.setIdentitySteamID("text", BORIS.toString());
  Steam.setIdentitySteamID("lobby", (0x0186_0000n << 32n) | 7n);
  for (const label of ["whole", "account", "text"]) expect(Steam.getIdentitySteamID64(label)).toBe(BORIS);
  expect(Steam.getIdentitySteamID64("lobby")).toBe(0x0110_0001_0000_0007n);
  expect(Steam.getIdentitySteamID("whole")).toBe(Number(BORIS & 0xffffffffn));
  expect(logger.errors).toEqual([]);
});

test("a number too large for an account is reported, not rounded", () => {
  const { Steam, logger } = setUp();
  Steam.setIdentitySteamID("host", Number(BORIS));
  expect(Steam.isIdentityInvalid("host")).toBe(true);
  expect(logger.errors).toHaveLength(1);
  expect(logger.errors[0]).toContain("bigint");
});

test("identities of other kinds keep their value, and only their own getter shows it", () => {
  const { Steam } = setUp();
  expect(Steam.setGenericString("text", "x".repeat(31))).toBe(true);
  expect(Steam.setGenericString("text", "x".repeat(32))).toBe(false);
  expect(Steam.getGenericString("text")).toBe("x".repeat(31));
  expect(Steam.setGenericString("umlauts", "ü".repeat(16))).toBe(false);
  expect(Steam.setGenericBytes("byte", 258)).toBe(true);
  expect(Steam.getGenericBytes("byte")).toBe(2);
  expect(Steam.toIdentityString("byte")).toBe("gen:02");
  Steam.setPSNID("psn", 5n);
  expect(Steam.getPSNID("psn")).toBe(5n);
  Steam.setStadiaID("stadia", 6n);
  expect(Steam.getStadiaID("stadia")).toBe(6n);
  expect(Steam.getPSNID("stadia")).toBe(0n);
  expect(Steam.setXboxPairwiseID("xbox", "ABC")).toBe(true);
  expect(Steam.getXboxPairwiseID("xbox")).toBe("ABC");
  Steam.setIdentityLocalHost("here");
  expect(Steam.isIdentityLocalHost("here")).toBe(true);
  expect(Steam.toIdentityString("here")).toBe("ip:::1");
  expect(Steam.getIdentities().map((entry) => [entry.reference_name, entry.type])).toEqual([
    ["byte", 3],
    ["here", 1],
    ["psn", 18],
    ["stadia", 19],
    ["text", 2],
    ["umlauts", 0],
    ["xbox", 17],
  ]);
});

test.each([
  [`steamid:${BORIS}`, 16],
  ["xboxpwid:0011", 17],
  ["psn:12345", 18],
  ["ip:192.168.1.2:27015", 1],
  ["str:hello", 2],
  ["gen:0aff", 3],
  ["wegame:whatever", 4],
])("the text %s is understood and given back", (text, type) => {
  const { Steam } = setUp();
  expect(Steam.parseIdentityString("it", text)).toBe(true);
  expect(Steam.getIdentities()).toEqual([expect.objectContaining({ reference_name: "it", type })]);
  expect(Steam.toIdentityString("it")).toBe(text);
});

test.each([
  "invalid",
  "steamid:0",
  "steamid:12345",
  "steamid:steamid:76561197960287931",
  "steamid:99999999999999999999",
  "host",
  "UPPER:case",
  "muchlongerthansixteen:x",
  "gen:0",
  `str:${"x".repeat(32)}`,
])("the text %s is refused, and the name is blank", (text) => {
  const { Steam } = setUp();
  Steam.setIdentitySteamID64("it", BORIS);
  expect(Steam.parseIdentityString("it", text)).toBe(false);
  expect(Steam.isIdentityInvalid("it")).toBe(true);
});

test("parsing with an empty name or text does nothing", () => {
  const { Steam } = setUp();
  expect(Steam.parseIdentityString("", `steamid:${BORIS}`)).toBe(false);
  expect(Steam.parseIdentityString("it", "")).toBe(false);
  expect(Steam.getIdentities()).toEqual([]);
});

test("our own identity is text once we are connected", async () => {
  const { Steam, endpoint, logger } = setUp();
  expect(Steam.getIdentity()).toBe("");
  expect(logger.errors).toHaveLength(1);
  await endpoint.open();
  expect(Steam.getIdentity()).toBe(`steamid:${ANNA}`);
});
