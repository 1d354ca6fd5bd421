import { expect, test } from "vitest";
import { PackedByteArray } from "../../godot/index.js";
import { ANNA, BORIS } from "../fake-endpoints.test.helper.js";
import { friendsWorld } from "./friends-world.test.helper.js";
import { identicon } from "./identicon.js";
import { Images, MAX_IMAGES } from "./images.js";

async function avatarWorld() {
  const world = await friendsWorld();
  const loaded: [id: bigint, size: number, bytes: number][] = [];
  world.Steam.avatar_loaded.connect((id, size, data) => void loaded.push([id, size, data.length]));
  return { ...world, loaded };
}

const bytes = (size: number) => size * size * 4;

test("a picture comes with the end of run_callbacks, in the size that was asked for", async () => {
  const { Steam, loaded } = await avatarWorld();
  Steam.getPlayerAvatar();
  Steam.getPlayerAvatar(Steam.AVATAR_SMALL, BORIS);
  Steam.getPlayerAvatar(Steam.AVATAR_LARGE, String(BORIS));
  expect(loaded).toEqual([]);
  Steam.run_callbacks();
  expect(loaded).toEqual([[ANNA, 64, bytes(64)], [BORIS, 32, bytes(32)], [BORIS, 184, bytes(184)]]);
});

test("asked from a handler, it comes after everything else of the same run_callbacks", async () => {
  const { Steam, people, loaded } = await avatarWorld();
  Steam.persona_state_change.connect((id) => {
    Steam.getPlayerAvatar(2, id);
    expect(loaded).toEqual([]);
  });
  people.tell({ id: BORIS, name: "Boris", state: 1, rich: [], lobby: 0n });
  Steam.run_callbacks();
  expect(loaded).toEqual([[BORIS, 64, bytes(64)]]);
});

test("the arguments are told apart by type, and a size that does not exist is reported", async () => {
  const { Steam, loaded, logger } = await avatarWorld();
  Steam.getPlayerAvatar(BORIS);
  Steam.getPlayerAvatar(BORIS, Steam.AVATAR_SMALL);
  Steam.getPlayerAvatar(2, 0);
  Steam.getPlayerAvatar(4, BORIS);
  Steam.run_callbacks();
  expect(loaded.map(([id, size]) => [id, size])).toEqual([[BORIS, 64], [BORIS, 32], [ANNA, 64]]);
  expect(logger.errors).toEqual([expect.stringContaining("no size 4")]);
});

test("a handle stands for a picture and its size", async () => {
  const { Steam } = await avatarWorld();
  const handles = [Steam.getSmallFriendAvatar(BORIS), Steam.getMediumFriendAvatar(BORIS), Steam.getLargeFriendAvatar(BORIS)];
  expect(new Set(handles).size).toBe(3);
  expect(handles.every((handle) => handle > 0)).toBe(true);
  expect(Steam.getMediumFriendAvatar(BORIS)).toBe(handles[1]);
  expect(handles.map((handle) => Steam.getImageSize(handle))).toEqual([32, 64, 184].map((size) => ({ success: true, width: size, height: size })));
  const { success, buffer } = Steam.getImageRGBA(handles[2]!);
  expect(success).toBe(true);
  expect(buffer).toHaveLength(bytes(184));

  expect(Steam.getMediumFriendAvatar(0n)).toBe(0);
  expect(Steam.getImageSize(0)).toEqual({ success: false, width: 0, height: 0 });
  expect(Steam.getImageRGBA(999)).toEqual({ success: false, buffer: new Uint8Array() });
});

test("pixels come in the class that the game asked for", async () => {
  const { Steam } = await friendsWorld({ payload: PackedByteArray });
  const loaded: PackedByteArray[] = [];
  Steam.avatar_loaded.connect((_id, _size, data) => void loaded.push(data));
  Steam.getPlayerAvatar();
  Steam.run_callbacks();
  expect(loaded[0]).toBeInstanceOf(PackedByteArray);
  expect(loaded[0]!.size()).toBe(bytes(64));
  expect(Steam.getImageRGBA(Steam.getSmallFriendAvatar(ANNA)).buffer).toBeInstanceOf(PackedByteArray);
});

test("while not connected there are no pictures", async () => {
  const { Steam } = await friendsWorld({}, false);
  expect(Steam.getMediumFriendAvatar(BORIS)).toBe(0);
  expect(Steam.getImageSize(1)).toEqual({});
  expect(Steam.getImageRGBA(1)).toEqual({});
});

test("handles are bounded: the oldest stand for nothing any more", () => {
  const images = new Images();
  const first = images.handleOf(1n, 32);
  for (let id = 2n; id <= MAX_IMAGES; id++) images.handleOf(id, 32);
  expect(images.get(first)).toBeDefined();
  images.handleOf(0n, 64);
  expect(images.get(first)).toBeUndefined();
  expect(images.handleOf(1n, 32)).not.toBe(first);
});

test.each([32, 64, 184])("a picture of %i pixels is opaque, mirrored, in two colours, and the same each time", (size) => {
  for (let id = ANNA; id < ANNA + 20n; id++) {
    const picture = identicon(id, size);
    const pixels = new Uint32Array(picture.buffer);
    expect(pixels).toHaveLength(size * size);
    expect(new Set(pixels).size).toBe(2);
    expect(new Set(picture.filter((_, index) => index % 4 === 3))).toEqual(new Set([255]));
    const mirrored = (index: number) => index - (index % size) + (size - 1 - (index % size));
    expect(pixels.every((pixel, index) => pixel === pixels[mirrored(index)])).toBe(true);
    const again = identicon(id, size);
    expect(picture.every((value, index) => value === again[index])).toBe(true);
  }
});

test("people who sit in one lobby look different from each other", () => {
  const pictures = new Set(Array.from({ length: 250 }, (_, index) => identicon(ANNA + BigInt(index), 32).join()));
  expect(pictures.size).toBe(250);
});
