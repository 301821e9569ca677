/**
 * Built drafts for the commands that read them: built anew, or taken from a folder.
 *
 * @module
 */
import type { OutputFormat } from "../../draft/xml2rfc/render-record.ts";
import type { CommandIo, CommandOption, ParsedArguments } from "../command.ts";
import { buildOne } from "./build-drafts.ts";
import { outputFolder, outputOption, outsideOption } from "./operands.ts";

/** The options of commands that read built drafts. */
export const builtOptions: Readonly<Record<"output" | "built" | "allow-outside", CommandOption>> = {
  output: outputOption,
  built: { valueName: "FOLDER", summary: "read the drafts that were built into this folder, in place of building them" },
  "allow-outside": outsideOption,
};

/** A draft and the folder of its built files. */
export interface DraftWithBuilt {
  readonly path: string;
  readonly built: string;
}

/** Builds drafts, unless `--built` names them. Prints mistakes only. @returns `undefined` after a mistake */
export async function readBuilt(
  paths: readonly string[],
  args: ParsedArguments,
  formats: readonly OutputFormat[],
  io: CommandIo,
): Promise<readonly DraftWithBuilt[] | undefined> {
  const existing = args.value("built");
  if (existing !== undefined) return paths.map((path) => ({ path, built: existing }));
  const folder = args.value("output");
  const plan = { folder, formats, allowOutside: args.has("allow-outside") };
  let good = true;
  for (const path of paths) good = (await buildOne(path, plan, { ...io, out: () => undefined })) !== undefined && good;
  return good ? paths.map((path) => ({ path, built: outputFolder(path, folder) })) : undefined;
}
