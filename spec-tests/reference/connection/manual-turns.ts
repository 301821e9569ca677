/** Turns of an event loop that a test runs. */
import { TurnScheduler } from "../../../reference/connection/index.ts";

/** A scheduler whose turns the test runs. */
export class ManualTurns {
  readonly #waiting: (() => void)[] = [];
  readonly scheduler: TurnScheduler;

  /** @param messages - the bounds of a turn: messages, and @param octets - their octets */
  constructor(messages: number, octets: number) {
    this.scheduler = new TurnScheduler((turn) => this.#waiting.push(turn), { messages, octets });
  }

  /** Runs the turns that wait now. @returns whether there was one */
  run(): boolean {
    return this.#waiting.splice(0).map((turn) => turn()).length > 0;
  }
}
