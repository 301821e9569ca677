/**
 * Vectors of sessions: one for each row of the transition table, with what the actions of the row show.
 *
 * @module
 */
import { connection, type ConnectionEvent, type ConnectionRole, type ConnectionState } from "../../../../reference/schema/states/index.ts";
import { SuiteDraft } from "../draft.ts";
import { ModelEnd, NoRow, rowName } from "./end.ts";
import { flagsOf } from "./flags.ts";
import { epilogue, type Prefix, prefixes, probes } from "./scenes.ts";
import { type Input, random } from "./words.ts";

type Row = (typeof connection.model.transitions)[number];

interface Found {
  readonly prefix: Prefix;
  readonly steps: readonly object[];
}

/** Plays a scene. @returns its steps, where the row is used by the step that is to use it. @throws {@link NoRow} */
function played(role: ConnectionRole, prefix: Prefix, probe: Input, row: string): Found | undefined {
  const end = new ModelEnd({ role, ...prefix.setting });
  const before = prefix.inputs.map((each) => end.play(each));
  const tried = end.play(probe);
  if (!end.rows.includes(row)) return undefined;
  const after = epilogue.flatMap((each) => (end.state === "closed" ? [] : [end.play(each)]));
  return { prefix, steps: [...before, tried, ...after] };
}

/** As {@link played}; nothing for what cannot happen one behind the other. */
function possible(role: ConnectionRole, prefix: Prefix, probe: Input, row: string): Found | undefined {
  try {
    return played(role, prefix, probe, row);
  } catch (error) {
    if (error instanceof NoRow) return undefined;
    throw error;
  }
}

/** The first scene that uses a row. */
function sceneOf(role: ConnectionRole, { from, event, guard }: Row): Found | undefined {
  for (const prefix of prefixes(role, from as ConnectionState)) {
    for (const probe of probes(event as ConnectionEvent, prefix)) {
      const scene = possible(role, prefix, probe, rowName(from, event, guard));
      if (scene !== undefined) return scene;
    }
  }
  return undefined;
}

/** The rows of a role, in the order of the table's states and events. */
function rowsOf(role: ConnectionRole): readonly Row[] {
  const { states, events } = connection.model;
  return states.flatMap((state) =>
    events.flatMap((event) => connection.rows(role, state.name as ConnectionState, event.name as ConnectionEvent)),
  ) as readonly Row[];
}

/** A row that shows nothing needs no scene. */
const shows = ({ from, to, actions }: Row): boolean => from !== to || actions.length > 0;

/**
 * The suite of sessions.
 *
 * @throws Error where no scene uses a row that does something: scenes.ts has to learn how it comes about
 */
export function sessionSuite(): Record<string, unknown> {
  const draft = new SuiteDraft("session");
  for (const role of ["client", "server"] as const) {
    for (const row of rowsOf(role)) {
      const scene = sceneOf(role, row);
      const { from, event, guard } = row;
      const name = [role, from, event, ...(guard === undefined ? [] : [guard])].join("/");
      if (scene === undefined && shows(row)) throw new Error(`session: no scene for ${name}`);
      if (scene === undefined) continue;
      const config = { role, ...scene.prefix.setting };
      draft.add({ op: "session", config }, flagsOf(draft, role, row), name, { random, steps: scene.steps });
    }
  }
  return draft.finish();
}
