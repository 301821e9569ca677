/**
 * Generates vectors of sessions: one for each row of the transition table, with the effects of the row's actions.
 *
 * @module
 */
import { connection, type ConnectionEvent, type ConnectionRole, type ConnectionState } from "../../../../reference/schema/states/index.ts";
import { SuiteBuilder } from "../suite-builder.ts";
import { ModelEnd, NoTransition, transitionName } from "./model-end.ts";
import { flagsOf } from "./flags.ts";
import { epilogue, type ScenePrefix, prefixes, probes } from "./scenes.ts";
import { type SessionInput, random } from "./inputs.ts";

type SuiteTransition = (typeof connection.model.transitions)[number];

interface Scene {
  readonly prefix: ScenePrefix;
  readonly steps: readonly object[];
}

/** Plays a scene. @returns its steps; `undefined` if the probe does not use the row @throws {@link NoTransition} */
function playScene(role: ConnectionRole, prefix: ScenePrefix, probe: SessionInput, row: string): Scene | undefined {
  const end = new ModelEnd({ role, ...prefix.setup });
  const before = prefix.inputs.map((each) => end.play(each));
  const tried = end.play(probe);
  if (!end.rows.includes(row)) return undefined;
  const after = epilogue.flatMap((each) => (end.state === "closed" ? [] : [end.play(each)]));
  return { prefix, steps: [...before, tried, ...after] };
}

/** Plays a scene as {@link playScene}. @returns `undefined` also if the inputs cannot follow each other */
function tryScene(role: ConnectionRole, prefix: ScenePrefix, probe: SessionInput, row: string): Scene | undefined {
  try {
    return playScene(role, prefix, probe, row);
  } catch (error) {
    if (error instanceof NoTransition) return undefined;
    throw error;
  }
}

/** Returns the first scene that uses a row. */
function findScene(role: ConnectionRole, { from, event, guard }: SuiteTransition): Scene | undefined {
  for (const prefix of prefixes(role, from as ConnectionState)) {
    for (const probe of probes(event as ConnectionEvent, prefix)) {
      const scene = tryScene(role, prefix, probe, transitionName(from, event, guard));
      if (scene !== undefined) return scene;
    }
  }
  return undefined;
}

/** Returns the rows of a role, in the order of the table's states and events. */
function transitionsOf(role: ConnectionRole): readonly SuiteTransition[] {
  const { states, events } = connection.model;
  return states.flatMap((state) =>
    events.flatMap((event) => connection.rows(role, state.name as ConnectionState, event.name as ConnectionEvent)),
  ) as readonly SuiteTransition[];
}

/** Returns whether a row has an effect; other rows need no scene. */
const isObservable = ({ from, to, actions }: SuiteTransition): boolean => from !== to || actions.length > 0;

/**
 * Returns the suite of sessions.
 *
 * @throws Error if no scene uses a row that has an effect; scenes.ts then needs a prefix or a probe for it
 */
export function sessionSuite(): Record<string, unknown> {
  const builder = new SuiteBuilder("session");
  for (const role of ["client", "server"] as const) {
    for (const row of transitionsOf(role)) {
      const scene = findScene(role, row);
      const { from, event, guard } = row;
      const name = [role, from, event, ...(guard === undefined ? [] : [guard])].join("/");
      if (scene === undefined && isObservable(row)) {
        throw new Error(`session: no scene uses the row ${name}; add a prefix or a probe to scripts/interop/generate/session/scenes.ts`);
      }
      if (scene === undefined) continue;
      const config = { role, ...scene.prefix.setup };
      builder.add({ op: "session", config }, flagsOf(builder, role, row), name, { random, steps: scene.steps });
    }
  }
  return builder.build();
}
