/**
 * Why a relay did not start.
 * - `config`: an option or environment variable has a value it cannot have.
 * - `port-in-use`: another program holds the HTTP port or the UDP port.
 * - `cannot-listen`: the port or address cannot be had for another reason (no such address, no permission).
 * - `key-file`: the key file cannot be read, written, or is not one.
 * - `already-running`: this process has a relay already.
 */
export type RelayStartErrorCode = "config" | "port-in-use" | "cannot-listen" | "key-file" | "already-running";

/** A relay could not start. The message is one line: what happened, and what to do. */
export class RelayStartError extends Error {
  override readonly name = "RelayStartError";
  readonly code: RelayStartErrorCode;

  constructor(code: RelayStartErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The `code` of a Node system error, `""` for anything else. */
export function systemCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

/** What an error says, in one line. */
export function errorText(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll(/\s*\n\s*/g, " ");
}
