import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { ContenderName } from "../contenders/contender.js";
import type { RelayProcess } from "../relays/relay-process.js";
import type { LoadAnswer, LoadCommand } from "./load-clients.js";

const script = fileURLToPath(new URL("./load-clients.js", import.meta.url));
const PROCESSES = 2;

/** Many players on one relay, in processes of their own. */
export class Load {
  readonly #children: readonly ChildProcess[];
  #rounds = 0;

  constructor() {
    this.#children = Array.from({ length: PROCESSES }, () => {
      const child = fork(script, { stdio: ["ignore", "ignore", "inherit", "ipc"] });
      return child;
    });
  }

  /** Connects so many more players, an even number of pairs. @returns how many there are now. */
  async connect(relay: RelayProcess, contender: ContenderName, players: number): Promise<number> {
    const round = this.#rounds++;
    const answers = await this.#tell((index) => ({ do: "connect", contender, url: relay.url, pairs: players / 2 / PROCESSES, room: `load ${round} ${index}` }));
    return answers.reduce((sum, answer) => sum + answer.players, 0);
  }

  /** Has every player send. @returns how many messages were sent and came, all players together. */
  async run(hz: number, bytes: number, durationMs: number): Promise<{ readonly sent: number; readonly received: number }> {
    const answers = await this.#tell(() => ({ do: "run", hz, bytes, durationMs }));
    return { sent: answers.reduce((sum, { sent }) => sum + sent, 0), received: answers.reduce((sum, answer) => sum + answer.received, 0) };
  }

  async close(): Promise<void> {
    await Promise.all(this.#children.map(async (child) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      // Native threads would keep it alive for a while, and nobody is left to be told anything.
      child.kill("SIGKILL");
      await ended;
    }));
  }

  #tell(command: (index: number) => LoadCommand): Promise<LoadAnswer[]> {
    return Promise.all(this.#children.map(async (child, index) => {
      const answered = once(child, "message");
      child.send(command(index));
      const [answer] = (await answered) as [LoadAnswer];
      if (answer.error !== undefined) throw new Error(`a load process failed: ${answer.error}`);
      return answer;
    }));
  }
}
