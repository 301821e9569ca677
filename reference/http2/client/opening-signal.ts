/**
 * Signal of one call of `connect`.
 *
 * @module
 */
import { LocalError } from "../../layout/errors.ts";

/** Aborts an opening with the signal of the application, or when its client closes. */
export class OpeningSignal {
  readonly #controller = new AbortController();
  readonly #given: AbortSignal | undefined;
  readonly #follow = (): void => this.#controller.abort(this.#given?.reason);

  /** @param given - signal of the application */
  constructor(given: AbortSignal | undefined) {
    this.#given = given;
    if (given?.aborted === true) this.#follow();
    else given?.addEventListener("abort", this.#follow);
  }

  /** The signal to pass on. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Aborts the opening because the client closes. */
  closeClient(): void {
    this.#controller.abort(new LocalError("client", "closed during the opening"));
  }

  /** Removes the listener from the signal of the application. */
  release(): void {
    this.#given?.removeEventListener("abort", this.#follow);
  }
}
