/**
 * What has happened on both ends, the latest first.
 *
 * @module
 */
import type { VNode } from "preact";

import type { ExplorerData } from "../data/explorer-data.ts";
import type { TransitionRecord } from "../machine/endpoint.ts";
import type { SimulationInput, SimulationStep } from "../machine/simulation.ts";
import type { TransitPiece } from "../machine/transit.ts";

/** Names of what HTTP carries, by the event that it causes. */
const signalNames: Readonly<Record<string, string>> = {
  request: "request",
  headers: "response",
  octets: "content of the refusal",
  "end-stream": "END_STREAM",
  reset: "RST_STREAM",
};

function pieceName(piece: TransitPiece): string {
  if (piece.kind === "signal") return signalNames[piece.event] ?? piece.event;
  return `${piece.label}${piece.damaged ? " (faulty)" : ""}`;
}

/** A piece on its way. A frame leads to its octets. */
export function pieceLabel(piece: TransitPiece): VNode {
  if (piece.kind === "signal") return <span>{pieceName(piece)}</span>;
  return <a href={`#hex=${piece.hex}`} title="Show its octets">{pieceName(piece)}</a>;
}

function inputText(input: SimulationInput): string {
  if (input.kind === "local") return `${input.role}: ${input.event}`;
  if (input.kind === "cut") return "the HTTP connection is lost";
  return input.kind === "window" ? `${input.role}: window changes` : `arrives at the ${input.role}: `;
}

function Transition({ record, data: { machine } }: { readonly record: TransitionRecord; readonly data: ExplorerData }): VNode {
  const { role, event, from, to, guard, actions } = record;
  const meaning = (name: string): string => machine.actions.find((each) => each.name === name)?.description ?? "";
  return (
    <li>
      <span class="role">{role}</span> {event !== "request" && <><code>{from}</code> </>}on <code>{event}</code>
      {guard !== "" && <> if <code title={machine.guards.find(({ name }) => name === guard)?.description}>{guard}</code></>}
      {event === "request" ? <> begins in <code>{to}</code></> : to === from ? " stays" : <> → <code>{to}</code></>}
      {actions.length > 0 && (
        <ul class="actions">
          {actions.map((action) => <li><code>{action}</code> <span class="description">{meaning(action)}</span></li>)}
        </ul>
      )}
    </li>
  );
}

/** One step; the transitions of earlier ones are folded. */
function Step({ step, data, isLatest }: { readonly step: SimulationStep; readonly data: ExplorerData; readonly isLatest: boolean }): VNode {
  return (
    <li>
      <details open={isLatest}>
        <summary><strong>{inputText(step.input)}{step.piece !== undefined && pieceName(step.piece)}</strong></summary>
        {step.records.length > 0 && <ul>{step.records.map((record) => <Transition record={record} data={data} />)}</ul>}
        {step.sent.length > 0 && <p class="faint">Sent: {step.sent.map((piece, at) => <>{at > 0 && ", "}{pieceLabel(piece)}</>)}</p>}
      </details>
    </li>
  );
}

/** The steps, the latest first. */
export function StepList({ data, steps }: { readonly data: ExplorerData; readonly steps: readonly SimulationStep[] }): VNode {
  return (
    <section class="steps" aria-labelledby="steps-heading">
      <h2 id="steps-heading">What happened</h2>
      {steps.length === 0 && <p class="faint">Nothing yet.</p>}
      <ol reversed start={steps.length}>
        {steps.map((step, index) => <Step key={index} step={step} data={data} isLatest={index === steps.length - 1} />).reverse()}
      </ol>
    </section>
  );
}
