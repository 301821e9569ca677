/**
 * The options that select cases, which vectors and cases for live peers share.
 *
 * @module
 */
import { UsageError } from "../../common/program.ts";
import { isRequirementId } from "../../interop/vectors/select-cases.ts";
import type { CommandOption, ParsedArguments } from "../command.ts";

/** The options. */
export const commonSelectionOptions: Readonly<Record<string, CommandOption>> = {
  requirement: { short: "r", valueName: "R-NNN", multiple: true, summary: "only the cases that check this requirement of the draft" },
  skip: {
    valueName: "GLOB",
    multiple: true,
    summary: "leave out the case with this id, the cases below it, those that match a pattern, or those of a requirement (R-NNN)",
  },
};

/** Reads the common part of a selection. @throws {@link UsageError} for a malformed requirement */
export function readCommonSelection(args: ParsedArguments): { readonly requirements: readonly string[]; readonly skip: readonly string[] } {
  const requirements = args.values("requirement");
  const malformed = requirements.find((id) => !isRequirementId(id));
  if (malformed === undefined) return { requirements, skip: args.values("skip") };
  throw new UsageError(`--requirement: expected an identifier such as R-056, found ${JSON.stringify(malformed)}`);
}
