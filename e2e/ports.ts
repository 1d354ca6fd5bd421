/** The port of the page that the tests open, and its origin. */
export const pagePort = portFrom("SAMOVAR_E2E_PAGE_PORT", 5179);
export const pageOrigin = `http://127.0.0.1:${pagePort}`;

/** The port of the other tutorials' pages, and their menu. */
export const tutorialsPort = portFrom("SAMOVAR_E2E_TUTORIALS_PORT", 5181);
export const tutorialsMenu = `http://127.0.0.1:${tutorialsPort}/tutorials/`;

/** The pages in `page/`, which only exist for tests, and their origin. */
export const playerPort = portFrom("SAMOVAR_E2E_PLAYER_PORT", 5180);
export const playerOrigin = `http://127.0.0.1:${playerPort}`;

/**
 * Where a test has to run its relay: the page passes requests to its own origin on to this port. A test that needs more
 * relays takes the ports above it.
 */
export const relayPort = portFrom("SAMOVAR_E2E_RELAY_PORT", 9218);

function portFrom(variable: string, fallback: number): number {
  const text = process.env[variable];
  return text === undefined || text === "" ? fallback : Number(text);
}
