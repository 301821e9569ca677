/**
 * The author of a new draft: given, or as git knows them.
 *
 * @module
 */
import { spawnSync } from "node:child_process";

import { UNKNOWN_NAME } from "../../draft/elements/person.ts";

/** What a command line says of the author. */
export interface GivenAuthor {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly organization?: string | undefined;
}

/** The author in the front matter. */
export interface DraftAuthor {
  readonly initials: string;
  readonly surname: string;
  readonly email?: string | undefined;
  readonly organization?: string | undefined;
}

/** Returns a setting of git; `undefined` without it or without git. */
export function gitSetting(key: string): string | undefined {
  const { status, stdout } = spawnSync("git", ["config", "--get", key], { encoding: "utf8" });
  return status === 0 && stdout.trim() !== "" ? stdout.trim() : undefined;
}

/** Splits a name into initials and surname: the last word is the surname, as most authors write it. */
function splitName(name: string): Pick<DraftAuthor, "initials" | "surname"> {
  const words = name.trim().split(/\s+/);
  const initials = words.slice(0, -1).map((word) => `${[...word][0]?.toUpperCase() ?? ""}.`);
  const surname = words.at(-1) ?? "";
  return { initials: initials.join(" ") || `${[...surname][0]?.toUpperCase() ?? ""}.`, surname };
}

/**
 * Returns the author of a draft.
 *
 * @param given - what the command line says
 * @param setting - returns a setting of git
 */
export function draftAuthor(given: GivenAuthor, setting: (key: string) => string | undefined): DraftAuthor {
  const name = given.name ?? setting("user.name");
  const named = name === undefined ? { initials: "A.", surname: UNKNOWN_NAME } : splitName(name);
  return { ...named, email: given.email ?? setting("user.email"), organization: given.organization };
}
