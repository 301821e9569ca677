/**
 * Vectors of sessions: one for each row of the transition table, with what the actions of the row show.
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

/** Plays a scene. @returns its steps, where the row is used by the step that is to use it. @throws {@link NoRow} */
function playScene(role: ConnectionRole, prefix: ScenePrefix, probe: SessionInput, row: string): Scene | undefined {
  const end = new ModelEnd({ role, ...prefix.setting });
  const before = prefix.inputs.map((each) => end.play(each));
  const tried = end.play(probe);
  if (!end.rows.includes(row)) return undefined;
  const after = epilogue.flatMap((each) => (end.state === "closed" ? [] : [end.play(each)]));
  return { prefix, steps: [...before, tried, ...after] };
}

/** As {@link playScene}; nothing for what cannot happen one behind the other. */
function tryScene(role: ConnectionRole, prefix: ScenePrefix, probe: SessionInput, row: string): Scene | undefined {
  try {
    return playScene(role, prefix, probe, row);
  } catch (error) {
    if (error instanceof NoTransition) return undefined;
    throw error;
  }
}

/** The first scene that uses a row. */
function findScene(role: ConnectionRole, { from, event, guard }: SuiteTransition): Scene | undefined {
  for (const prefix of prefixes(role, from as ConnectionState)) {
    for (const probe of probes(event as ConnectionEvent, prefix)) {
      const scene = tryScene(role, prefix, probe, transitionName(from, event, guard));
      if (scene !== undefined) return scene;
    }
  }
  return undefined;
}

/** The rows of a role, in the order of the table's states and events. */
function transitionsOf(role: ConnectionRole): readonly SuiteTransition[] {
  const { states, events } = connection.model;
  return states.flatMap((state) =>
    events.flatMap((event) => connection.rows(role, state.name as ConnectionState, event.name as ConnectionEvent)),
  ) as readonly SuiteTransition[];
}

/** A row that shows nothing needs no scene. */
const isObservable = ({ from, to, actions }: SuiteTransition): boolean => from !== to || actions.length > 0;

/**
 * The suite of sessions.
 *
 * @throws Error where no scene uses a row that does something: scenes.ts has to learn how it comes about
 */
export function sessionSuite(): Record<string, unknown> {
  const draft = new SuiteBuilder("session");
  for (const role of ["client", "server"] as const) {
    for (const row of transitionsOf(role)) {
      const scene = findScene(role, row);
      const { from, event, guard } = row;
      const name = [role, from, event, ...(guard === undefined ? [] : [guard])].join("/");
      if (scene === undefined && isObservable(row)) throw new Error(`session: no scene for ${name}`);
      if (scene === undefined) continue;
      const config = { role, ...scene.prefix.setting };
      draft.add({ op: "session", config }, flagsOf(draft, role, row), name, { random, steps: scene.steps });
    }
  }
  return draft.build();
}
