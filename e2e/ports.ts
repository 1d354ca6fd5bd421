/** The port of the examples' pages, their origin, and where each of them begins. */
export const pagePort = portFrom("SAMOVAR_E2E_PAGE_PORT", 5179);
export const pageOrigin = `http://127.0.0.1:${pagePort}`;
export const gameAddress = `${pageOrigin}/lobby-game/`;
export const teaRoom = `${pageOrigin}/tutorial/`;
export const tutorialsMenu = `${pageOrigin}/tutorials/`;

/** The pages in `page/`, which only exist for tests, and their origin. */
export const playerPort = portFrom("SAMOVAR_E2E_PLAYER_PORT", 5180);
export const playerOrigin = `http://127.0.0.1:${playerPort}`;

/**
 * Where a test has to run its relay: the page passes requests to its own origin on to this port. A test that needs more
 * relays takes the ports above it.
 */
export const relayPort = portFrom("SAMOVAR_E2E_RELAY_PORT", 9218);

/** Where `npm start` serves, in the test that runs it; apart from the ports above, which others hold meanwhile. */
export const startPorts = { page: portFrom("SAMOVAR_E2E_START_PAGE_PORT", 5182), relay: portFrom("SAMOVAR_E2E_START_RELAY_PORT", 9238) };

function portFrom(variable: string, fallback: number): number {
  const text = process.env[variable];
  return text === undefined || text === "" ? fallback : Number(text);
}
