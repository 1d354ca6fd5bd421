/** A failure that its message explains completely: it is printed alone, without a stack trace. */
export class UserError extends Error {}

/**
 * Runs a script's main function: when it fails, prints why and sets exit code 1.
 * @param {() => Promise<void>} main
 * @returns {Promise<void>}
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof UserError ? error.message : error);
    process.exitCode = 1;
  }
}
