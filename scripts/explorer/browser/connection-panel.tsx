/**
 * The panel of a connection: both ends side by side, stepped by events of applications, clocks and the network.
 *
 * @module
 */
import type { VNode } from "preact";
import { useMemo, useState } from "preact/hooks";

import type { ExplorerData, ExplorerMachine } from "../data/explorer-data.ts";
import type { ExplorerEndpoint } from "../machine/endpoint.ts";
import { localChoices, simulate, type SimulationInput } from "../machine/simulation.ts";
import { markedState, stateSentence } from "../view/connection-text.ts";
import { StateFigure } from "./state-figure.tsx";
import { StepList, pieceLabel } from "./step-list.tsx";

/** Returns the description of a name. */
function describe(names: ExplorerMachine["states"], name: string): string {
  return names.find((each) => each.name === name)?.description ?? "";
}

/** Returns what holds before the request, on which an end begins in its first state. */
const beginning = (state: string): VNode => <>No connection yet. The request begins it in the state <code>{state}</code>.</>;

interface EndProps {
  readonly data: ExplorerData;
  readonly end: ExplorerEndpoint;
  readonly isCut: boolean;
  readonly onInput: (input: SimulationInput) => void;
}

/** One end: its state, what it can do, and its queue. */
function End({ data, end, isCut, onInput }: EndProps): VNode {
  const { machine } = data;
  const { role, state } = end;
  const choices = localChoices(machine, end, isCut);
  const buttons = (cause: string): VNode[] =>
    choices.filter((choice) => choice.cause === cause).map(({ event }) => (
      <button type="button" title={describe(machine.events, event)} onClick={() => onInput({ kind: "local", role, event })}>{event}</button>
    ));
  return (
    <section class="end" aria-labelledby={`end-${role}`}>
      <h2 id={`end-${role}`}><span class="role">{role}</span> {end.requested && <code class="state">{state}</code>}</h2>
      <p class="description">{end.requested ? describe(machine.states, state) : beginning(state)}</p>
      <div class="choices" role="group" aria-label={`Events of the ${role}'s application`}>
        <span class="faint">Application</span>{buttons("application")}
      </div>
      <div class="choices" role="group" aria-label={`Timers of the ${role}`}>
        <span class="faint">Timers</span>{buttons("clock")}
      </div>
      <label class="check"><input type="checkbox" checked={end.windowClosed} onChange={() => onInput({ kind: "window", role })} />
        {" no window: frames wait"}
        {end.queue.length > 0 && <> ({end.queue.map(({ label }) => label).join(", ")})</>}</label>
      {end.held.length > 0 && <p class="faint">Holds unread: {end.held.map(({ label }) => label).join(", ")}</p>}
      <StateFigure data={data} role={role} state={markedState(end)} />
    </section>
  );
}

/** The beginning of a connection that most readers want to see: it opens, step by step. */
const opening: readonly SimulationInput[] = [
  { kind: "local", role: "client", event: "request" },
  { kind: "deliver", role: "server" },
  { kind: "deliver", role: "server" },
  { kind: "local", role: "server", event: "accept" },
  { kind: "deliver", role: "client" },
  { kind: "deliver", role: "client" },
  { kind: "deliver", role: "server" },
  { kind: "deliver", role: "client" },
];

/** The panel of a connection. */
export function ConnectionPanel({ data }: { readonly data: ExplorerData }): VNode {
  const [inputs, setInputs] = useState<readonly SimulationInput[]>([]);
  const [confirm, setConfirm] = useState(false);
  const { ends, onTheWay, steps, isCut } = useMemo(() => simulate(data.machine, inputs, confirm), [inputs, confirm]);
  const add = (input: SimulationInput): void => setInputs([...inputs, input]);
  const states = ends.map(stateSentence).join(" ");
  return (
    <>
      <p>Make events happen, and see what the transition table of the draft does. Both ends begin without a connection: let the
        client request one.</p>
      <div class="toolbar" role="group" aria-label="Steps">
        <button type="button" onClick={() => setInputs(inputs.slice(0, -1))} disabled={inputs.length === 0}>Back</button>
        <button type="button" onClick={() => setInputs([])} disabled={inputs.length === 0}>Start again</button>
        <button type="button" onClick={() => setInputs(opening)}>Open a connection</button>
        <label class="check"><input type="checkbox" checked={confirm} onChange={() => (setConfirm(!confirm), setInputs([]))} />
          {" client waits for the second pong"}</label>
      </div>
      <p class="verdict mild" role="status">{isCut ? "The HTTP connection is lost. " : ""}{states}</p>
      <section class="network" aria-label="On the way">
        {ends.map(({ role }) => {
          const pieces = onTheWay[role] ?? [];
          return (
            <div class="lane">
              <h2>To the {role}</h2>
              {pieces.length === 0 ? <p class="faint">Nothing is on its way.</p> : (
                <ol>{pieces.map((piece) => <li class={piece.kind}>{pieceLabel(piece)}</li>)}</ol>
              )}
              <button type="button" disabled={pieces.length === 0} onClick={() => add({ kind: "deliver", role })}>
                Deliver the first<span class="visually-hidden"> to the {role}</span></button>{" "}
              <button type="button" disabled={pieces[0]?.kind !== "frame"} onClick={() => add({ kind: "deliver", role, damaged: true })}>
                Deliver it faulty<span class="visually-hidden"> to the {role}</span></button>
            </div>
          );
        })}
        <button type="button" disabled={isCut || inputs.length === 0} onClick={() => add({ kind: "cut" })}>Cut the HTTP connection</button>
      </section>
      <div class="ends">{ends.map((end) => <End data={data} end={end} isCut={isCut} onInput={add} />)}</div>
      <StepList data={data} steps={steps} />
    </>
  );
}
