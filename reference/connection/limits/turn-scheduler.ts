/**
 * Shares the turns of the event loop among connections.
 *
 * A bound for each connection does not bound their sum: the work of a thousand connections in one turn would delay all others a thousand
 * times as long. So the connections of a process share one budget for each turn, and one queue for what is left.
 *
 * @module
 */
import { Fifo } from "../../bytes/fifo.ts";
import { type TurnLimits, WorkBudget } from "./work-budget.ts";

/** The tasks of one turn, if they spend no budget. */
const MAX_TASKS = 128;

/** Work that is continued in a later turn. */
export interface TurnTask {
  /** Continues the work while the budget lasts. It may be scheduled again. */
  takeTurn(): void;
}

/**
 * A budget of work for each turn of the event loop, and a queue of those that wait for a turn. A turn serves the queue in order, at least
 * one task, until its budget is spent; between two turns, the event loop handles other events.
 *
 * @example
 * ```ts
 * import { TurnScheduler } from "websocket2";
 *
 * const turns: (() => void)[] = [];
 * const scheduler = new TurnScheduler((turn) => turns.push(turn), { messages: 1, octets: 1000 });
 * const served: string[] = [];
 * scheduler.schedule({ takeTurn: () => served.push("first") && scheduler.budget.spend(500) });
 * scheduler.schedule({ takeTurn: () => served.push("second") });
 * turns.shift()?.();
 * console.log(served, scheduler.budget.exhausted); // [ 'first' ] true
 * turns.shift()?.();
 * console.log(served); // [ 'first', 'second' ]
 * ```
 */
export class TurnScheduler {
  /** The budget of the current turn. */
  readonly budget: WorkBudget;
  readonly #nextTurn: (turn: () => void) => void;
  readonly #tasks = new Fifo<TurnTask>();
  /** The task in whose turn a message was left half done. */
  #unfinished: TurnTask | undefined;
  #current: TurnTask | undefined;
  #requested = false;

  /**
   * @param nextTurn - calls back in a later turn, after the event loop has handled what arrived; `setImmediate` on Node.js
   * @param limits - the bounds of one turn; default 128 messages and 1 MiB
   */
  constructor(nextTurn: (turn: () => void) => void, limits?: TurnLimits) {
    this.#nextTurn = nextTurn;
    this.budget = new WorkBudget(limits, () => this.#request());
  }

  /** Calls a task in a later turn, after those scheduled before; first, if it has left a message half done in the current turn. */
  schedule(task: TurnTask): void {
    if (task === this.#current && this.budget.unfinished) this.#unfinished = task;
    else this.#tasks.push(task);
    this.#request();
  }

  #next(): TurnTask | undefined {
    const unfinished = this.#unfinished;
    this.#unfinished = undefined;
    return unfinished ?? this.#tasks.shift();
  }

  #request(): void {
    if (this.#requested) return;
    this.#requested = true;
    this.#nextTurn(() => this.#turn());
  }

  #turn(): void {
    this.#requested = false;
    const { budget } = this;
    budget.renew();
    for (let served = 0; served < MAX_TASKS && !budget.exhausted; served += 1) {
      const task = this.#next();
      this.#current = task;
      if (task === undefined) return;
      // First, since a task calls an application, which can throw.
      if (this.#tasks.first !== undefined) this.#request();
      task.takeTurn();
    }
    this.#current = undefined;
  }
}
