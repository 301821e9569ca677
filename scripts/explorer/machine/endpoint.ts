/**
 * One end of a connection in the explorer: it runs the transition table of the model, with frames as whole pieces.
 *
 * @module
 */
import type { TransitionModel } from "../../../reference/layout/model.ts";
import type { ConnectionGuard } from "../../../reference/schema/states/index.ts";
import type { ExplorerMachine } from "../data/explorer-data.ts";
import { type TransitFrame, type TransitPiece, frameOf } from "./transit.ts";

/** One transition that an end has made. */
export interface TransitionRecord {
  readonly role: string;
  readonly event: string;
  readonly from: string;
  readonly to: string;
  readonly guard: string;
  readonly actions: readonly string[];
}

/** Frames by rank; frames of a lower rank are sent first. */
const ranks: Readonly<Record<string, number>> = { "queue-opening-pong": 0, message: 2, clos: 3, error: 3 };

const rankOf = ({ action, event }: TransitFrame): number => ranks[action] ?? ranks[event] ?? 1;

/** An end of a connection. Methods change it; a simulation makes a new one for each replay. */
export class ExplorerEndpoint {
  readonly role: string;
  state: string;
  /** Frames that wait for window or for the state that sends them. */
  queue: TransitFrame[] = [];
  /** Frames that arrived and are not read. */
  held: TransitFrame[] = [];
  /** What is sent in the present step. */
  sent: TransitPiece[] = [];
  /** The transitions of the present step. */
  records: TransitionRecord[] = [];
  /** Whether the request was sent or received. */
  requested = false;
  /** Whether the peer gives no window: frames stay in the queue. */
  windowClosed = false;
  /** Whether a client waits for the second pong. */
  confirm = false;
  peerEnded = false;
  peerError: TransitFrame | undefined;
  pings: string[] = [];
  readonly #machine: ExplorerMachine;
  #incoming: TransitPiece | undefined;
  #messages = 0;

  constructor(machine: ExplorerMachine, role: string) {
    this.#machine = machine;
    this.role = role;
    this.state = machine.initial[role] ?? "";
  }

  /** The condition of each guard. Those of limits and of 1xx responses do not hold here. */
  readonly #guards: Readonly<Record<ConnectionGuard, () => boolean>> = {
    interim: () => false,
    "reply-okay": () => this.#incoming?.action === "send-reply",
    "content-follows": () => this.#incoming?.action !== "send-reply",
    "content-full": () => false,
    "content-over": () => false,
    "wrong-pong": () => this.#incomingFrame?.data !== this.pings[0],
    confirm: () => this.confirm,
    "messages-full": () => false,
    "second-pong": () => this.#incomingFrame?.data === this.pings[1],
    "pong-waits": () => this.queue.some(({ action }) => action === "queue-opening-pong"),
    "output-waits": () => this.queue.length > 0,
    "clos-begun": () => false,
    "peer-clos": () => this.peerError?.event === "clos",
    "peer-error": () => this.peerError?.event === "error",
    "peer-open": () => !this.peerEnded,
  };

  get #incomingFrame(): TransitFrame | undefined {
    return this.#incoming?.kind === "frame" ? this.#incoming : undefined;
  }

  /** Returns the rows for an event in the present state, in the order of the table. */
  rows(event: string): TransitionModel[] {
    return this.#machine.transitions.filter(
      (row) => row.from === this.state && row.event === event && (row.roles === undefined || row.roles.includes(this.role)),
    );
  }

  #row(event: string): TransitionModel | undefined {
    return this.rows(event).find(({ guard }) => guard === undefined || this.#guards[guard as ConnectionGuard]());
  }

  /** Whether received octets are read as frames in the present state. */
  get reads(): boolean {
    const { octets } = this.#machine.sending;
    return this.#row(octets.event)?.actions.includes(octets.parse) === true;
  }

  /** Whether the frames in the queue can be sent in the present state. */
  get sends(): boolean {
    return this.queue.length > 0 && !this.windowClosed && this.rows("flushed").length > 0;
  }

  /** Handles an event, if the table has it in the present state. @returns whether the table has it */
  fire(event: string): boolean {
    if (event === "request") this.requested = true;
    if (event === "end-stream") this.peerEnded = true;
    const row = this.#row(event);
    if (row === undefined) return false;
    const { from, to, guard = "", actions } = row;
    this.records.push({ role: this.role, event, from, to, guard, actions });
    this.state = to;
    for (const action of actions) this.#act(action);
    return true;
  }

  /** Handles what has arrived. */
  receive(piece: TransitPiece): void {
    this.#incoming = piece;
    if (piece.kind === "signal") this.fire(piece.event);
    else this.fire(this.#machine.sending.octets.event);
    this.#incoming = undefined;
  }

  /** Sends the frames that wait, as far as state and window allow. */
  flow(): void {
    while (this.sends) {
      this.sent.push(...this.queue.splice(0, 1));
      if (this.queue.length === 0) this.fire("flushed");
    }
  }

  #act(action: string): void {
    const { frames, signals, octets } = this.#machine.sending;
    if (Object.hasOwn(frames, action)) this.#enqueue(action, frames[action] ?? "");
    else if (Object.hasOwn(signals, action)) this.#signal(action, signals[action] ?? []);
    else if (action === octets.parse) this.#read();
    else if (action === octets.keep) this.held.push(...this.#arrived());
    else if (action === octets.drop) this.held = [];
    else if (action === "keep-code") this.peerError = this.#incomingFrame;
    else if (action === "drop-queue") this.queue = [];
    else if (action === "drop-messages") this.queue = this.queue.filter((frame) => rankOf(frame) > 2);
  }

  #arrived(): TransitFrame[] {
    return this.#incomingFrame === undefined ? [] : [this.#incomingFrame];
  }

  /** Reads the held frames and the one that arrived, as long as the state reads. */
  #read(): void {
    const { fault } = this.#machine.sending.octets;
    const frames = [...this.held, ...this.#arrived()];
    this.held = [];
    for (const frame of frames) {
      if (!this.reads) break;
      this.#incoming = frame;
      this.fire(frame.damaged ? fault : frame.event);
    }
  }

  #enqueue(action: string, event: string): void {
    const frame = frameOf(this.role, action, event, {
      data: event === "ping" ? this.#nextData() : (this.#incomingFrame?.data ?? ""),
      status: action === "queue-answer" ? this.#incomingFrame?.status : action === "queue-clos" ? 1000 : undefined,
      text: event === "message" ? `message ${(this.#messages += 1)}` : "",
    });
    const at = this.queue.findIndex((other) => rankOf(other) > rankOf(frame));
    this.queue.splice(at < 0 ? this.queue.length : at, 0, frame);
  }

  /** Returns the Data of the next ping: the number of the ping after that of the role. */
  #nextData(): string {
    const role = this.#machine.roles.indexOf(this.role) + 0xc;
    const data = `${role.toString(16)}${(this.pings.length + 1).toString(16)}`.repeat(8);
    this.pings.push(data);
    return data;
  }

  #signal(action: string, events: readonly string[]): void {
    // The server resets only if the request has not ended. A reset drops what waits.
    if (action === "reset-no-error" && this.peerEnded) return;
    if (events.includes("reset")) this.queue = [];
    for (const event of events) this.sent.push({ kind: "signal", from: this.role, action, event });
  }
}
