/**
 * One end as the transition table describes it, small enough to be checked by eye: what its steps have to show.
 * It shares no code with the connection that the project runs.
 *
 * @module
 */
import { step as rowOf, type MachineStep } from "../../../../reference/layout/index.ts";
import type { Frame } from "../../../../reference/schema/index.ts";
import { connection, type ConnectionAction, type ConnectionEvent, type ConnectionGuard, type ConnectionState } from "../../../../reference/schema/states/index.ts";
import { actions } from "./actions.ts";
import { guards } from "./guards.ts";
import { ModelQueue } from "./model-queue.ts";
import { type InputFacts, type SessionInput, random, type ReceivedOctets, type SessionSetup } from "./inputs.ts";

/** States in which nothing goes out. */
const silent: readonly ConnectionState[] = ["deciding", "refused", "opening", "closed"];

type ModelEndRow = MachineStep<ConnectionState, ConnectionAction> & { readonly guard?: ConnectionGuard };

/** The event of a frame. */
function frameEvent(frame: Frame): ConnectionEvent {
  if (frame.type === "ping") return frame.kind;
  if (frame.type === "error") return frame.code === "CLOS" ? "clos" : "error";
  return "message";
}

/** An event comes that the table has no row for in this state. */
export class NoTransition extends Error {
  override readonly name = "NoRow";
}

/** What a row is called. */
export const transitionName = (state: string, event: string, guard: string | undefined): string => [state, event, guard ?? ""].join(" ");

/** One end of a connection, as the table has it. */
export class ModelEnd {
  readonly setting: SessionSetup;
  state: ConnectionState;
  readonly queue = new ModelQueue();
  /** The rows that the latest step has used, as `state event guard`. */
  rows: string[] = [];
  facts: InputFacts = {};
  event: ConnectionEvent = "request";
  /** The state in which the event came. */
  from: ConnectionState;
  frame: Frame | undefined;
  fault: string | undefined;
  peerError: Extract<Frame, { type: "error" }> | undefined;
  peerEnded = false;
  ownBegun = false;
  pings: string[] = [];
  answered = false;
  held: ReceivedOctets[] = [];
  kept: Frame[] = [];
  content = "";
  sent: object[] = [];
  told: object[] = [];
  #window = Infinity;
  #withheld = false;

  constructor(setting: SessionSetup) {
    this.setting = setting;
    this.state = connection.initial[setting.role];
    this.from = this.state;
  }

  /** The Data of the next own ping. */
  nextData(): string {
    const next = random[this.pings.length] ?? "";
    this.pings.push(next);
    return next;
  }

  /** Whether octets are read as frames now. */
  get #reads(): boolean {
    return this.#row("octets")?.actions.includes("parse") === true;
  }

  #row(event: ConnectionEvent): ModelEndRow | undefined {
    return rowOf(connection, this.setting.role, this.state, event, (guard) => guards[guard](this)) as ModelEndRow | undefined;
  }

  /** Works on one event. @throws {@link NoRow} */
  fire(event: ConnectionEvent): void {
    if (event === "end-stream") this.peerEnded = true;
    const row = this.#row(event);
    if (row === undefined) throw new NoTransition(`${this.setting.role} ${this.state}: no row for ${event}`);
    this.rows.push(transitionName(this.state, event, row.guard));
    this.event = event;
    this.from = this.state;
    this.state = row.to;
    for (const action of row.actions) actions[action](this);
  }

  /** Reads on, for as long as the state says so. */
  read(received: readonly ReceivedOctets[]): void {
    for (const each of received) {
      if (!this.#reads) return;
      if ("frame" in each) {
        this.frame = each.frame;
        this.fire(frameEvent(each.frame));
      } else if ("fault" in each) {
        this.fault = each.fault;
        this.fire("fault");
      }
    }
  }

  /** Plays one step. @returns the step with what has to be seen after it */
  play({ step, events, facts = {} }: SessionInput): Record<string, unknown> {
    [this.sent, this.told, this.facts, this.rows] = [[], [], facts, []];
    if (facts.window !== undefined) this.#window = facts.window;
    for (const event of events) this.fire(event);
    this.#flow();
    const withheld = this.held.length > 0 && this.state !== "closed";
    const changed = withheld !== this.#withheld;
    this.#withheld = withheld;
    return {
      ...step,
      ...(this.sent.length > 0 ? { sent: this.sent } : {}),
      ...(this.told.length > 0 ? { told: this.told } : {}),
      ...(changed ? { withholds: withheld } : {}),
    };
  }

  #flow(): void {
    while (this.#window > 0 && !this.queue.empty && !silent.includes(this.state)) {
      const error = this.queue.waits("error");
      const hex = this.queue.take(this.#window);
      this.#window -= hex.length / 2;
      this.sent.push({ wire: hex });
      if (error !== undefined && this.queue.waits("error") !== "whole") this.ownBegun = true;
      if (this.queue.empty) this.fire("flushed");
    }
  }
}
