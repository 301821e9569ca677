/**
 * `ws2 source`: the reader and writer of an element, as a module.
 *
 * @module
 */
import { isEncoded } from "../../reference/layout/encoded-element.ts";
import { type Model, sourceOf } from "../../reference/layout/index.ts";
import { requirementOf } from "../interop/generate/requirement-of-check.ts";
import { exitCode, UsageError } from "../common/program.ts";
import { choiceOption, type Command, type CommandIo, type ParsedArguments } from "./command.ts";

const languages = ["typescript", "javascript"] as const;

/** Returns the elements that have octets, with their titles. */
function elementsOf(model: Model): (readonly [id: string, description: string])[] {
  const found = Object.values(model.elements).filter(isEncoded);
  return found.map(({ id, description }) => [id, description]);
}

function source(args: ParsedArguments, io: CommandIo, model: Model): number {
  const elements = elementsOf(model);
  const [id, ...others] = args.positionals;
  if (id === undefined) {
    const width = Math.max(...elements.map(([name]) => name.length));
    io.out(elements.map(([name, description]) => `${io.style.name(name)}${" ".repeat(width - name.length)}  ${description}\n`).join(""));
    return exitCode.ok;
  }
  if (others.length > 0 || !elements.some(([name]) => name === id)) {
    throw new UsageError(
      `expected one of ${elements.map(([name]) => name).join(", ")}, found ${JSON.stringify(args.positionals.join(" "))}`,
    );
  }
  const language = choiceOption(args, "language", languages) ?? "typescript";
  const runtime = args.value("runtime") ?? "websocket2/layout";
  io.out(sourceOf(model, id, { language, runtime, requirement: requirementOf }));
  return exitCode.ok;
}

/** Makes the command for a protocol. */
export function sourceCommand(model: Model): Command {
  return {
    operands: "[ELEMENT]",
    description: [
      "Prints the module that reads and writes an element, generated from its schema. Each check stands under a comment with its wire code, the statement of the draft that demands it, the field, and the accepted values.",
      "Without ELEMENT it lists the elements. The module loads as it is and generates no code at run time.",
    ],
    options: {
      language: { short: "l", valueName: "LANGUAGE", summary: `the language: ${languages.join(", ")} (typescript by default)` },
      runtime: {
        short: "r",
        valueName: "MODULE",
        summary: "the module that the code imports its runtime from (websocket2/layout by default)",
      },
    },
    examples: [
      ["source frame", "the reader and writer of frames"],
      ["source varsize --language javascript > varsize.mjs", "a module for Node.js"],
      ["source", "the elements"],
    ],
    run: async (args, io) => source(args, io, model),
  };
}
