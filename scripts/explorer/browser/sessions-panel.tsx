/**
 * The panel of sessions: a vector of a session, played step by step by the reference implementation.
 *
 * @module
 */
import type { VNode } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";

import { playSession } from "../../interop/adapter/session.ts";
import type { ExplorerData } from "../data/explorer-data.ts";
import { findVector, type SessionVector, sessionVectors } from "./site-vectors.ts";
import { StateFigure } from "./state-figure.tsx";

/** Members of a step that are expected effects; the others are inputs. */
const effects: readonly string[] = ["sent", "told", "withholds", "or"];

/** Returns the input of a step in words. */
function inputText(step: object): string {
  return Object.entries(step)
    .filter(([name]) => !effects.includes(name))
    .map(([name, value]) => (value === true ? name : `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`))
    .join("; ");
}

/** One effect; octets lead to the frames in them. */
function Effect({ name, value }: { readonly name: string; readonly value: unknown }): VNode {
  const { wire, feed } = (typeof value === "object" && value !== null ? value : {}) as { readonly wire?: unknown; readonly feed?: unknown };
  const hex = wire ?? feed;
  if (typeof hex !== "string") return <li>{name}: <code>{JSON.stringify(value)}</code></li>;
  return <li>{name}: <a href={`#hex=${hex}`} title="Show these frames"><code>{hex.slice(0, 80)}</code></a></li>;
}

function Effects({ observed }: { readonly observed: object }): VNode {
  const entries = Object.entries(observed).flatMap(([name, value]): [string, unknown][] =>
    Array.isArray(value) ? value.map((each): [string, unknown] => [name, each]) : [[name, value]]);
  if (entries.length === 0) return <p class="faint">No effect.</p>;
  return <ul>{entries.map(([name, value]) => <Effect name={name} value={value} />)}</ul>;
}

/** Returns the session of the vector in an address. */
function givenSession(fragment: string): SessionVector | undefined {
  const vector = findVector(new URLSearchParams(fragment.slice(1)).get("vector") ?? "");
  return vector?.kind === "session" ? vector : undefined;
}

/** The panel of sessions. */
export function SessionsPanel({ data }: { readonly data: ExplorerData }): VNode | null {
  const [chosen, choose] = useState(() => givenSession(location.hash) ?? sessionVectors()[0]);
  const [at, go] = useState(0);
  useEffect(() => {
    const follow = ({ newURL }: HashChangeEvent): void => {
      const given = givenSession(new URL(newURL).hash);
      if (given === undefined) return;
      choose(given);
      go(0);
    };
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  const played = useMemo(() => (chosen === undefined ? [] : playSession(chosen)), [chosen]);
  if (chosen === undefined) return null;
  const role = String(chosen.config["role"]);
  const state = at === 0 ? (data.machine.initial[role] ?? "") : (played[at - 1]?.state ?? "");
  const select = (id: string): void => {
    choose(sessionVectors().find((each) => each.id === id));
    go(0);
  };
  return (
    <>
      <div class="field">
        <label for="session">Session</label>
        <select id="session" value={chosen.id} onChange={(event) => select(event.currentTarget.value)}>
          {sessionVectors().map(({ id }) => <option value={id}>{id}</option>)}
        </select>
      </div>
      {chosen.comment !== "" && <p class="faint">{chosen.comment}</p>}
      <div class="toolbar" role="group" aria-label="Steps">
        <button type="button" disabled={at === 0} onClick={() => go(at - 1)}>Back</button>
        <button type="button" disabled={at === chosen.steps.length} onClick={() => go(at + 1)}>Next step</button>
        <button type="button" disabled={at === chosen.steps.length} onClick={() => go(chosen.steps.length)}>All steps</button>
      </div>
      <p class="verdict mild" role="status">Step {at} of {chosen.steps.length}: the {role} is in the state {state}.</p>
      <div class="session">
        <ol>
          {chosen.steps.slice(0, at).map((step, index) => (
            <li aria-current={index === at - 1 ? "step" : undefined}>
              <strong>{inputText(step)}</strong> <span class="tag">{played[index]?.state}</span>
              <Effects observed={played[index]?.observed ?? {}} />
            </li>
          ))}
        </ol>
        <StateFigure data={data} role={role} state={state} />
      </div>
    </>
  );
}
