/**
 * `ws2 completion`: scripts with which shells complete command lines, from the options that the help shows.
 *
 * @module
 */
import { UsageError, exitCode } from "../common/program.ts";
import { allOptions, type Command, type CommandOption } from "./command.ts";
import type { CommandEntry, ModelLoader } from "./command-entry.ts";
import { completionScripts, type CompletedCommand, type CompletedOption, type ShellName } from "./completion/scripts.ts";

/** Value names of options that take a file. */
const FILE_VALUES: readonly string[] = ["FILE", "PATH", "MODULE", "FOLDER"];

async function completedOption([name, option]: readonly [string, CommandOption]): Promise<CompletedOption> {
  const { short, valueName: value, summary, multiple = false } = option;
  const text = typeof summary === "string" ? summary : await summary();
  const takes = value === undefined ? "nothing" : FILE_VALUES.includes(value) ? "file" : "value";
  return { name, summary: text, takes, multiple, ...(short === undefined ? {} : { short }) };
}

/** Loads the options of every command. */
async function completedCommands(commands: readonly CommandEntry[], model: ModelLoader): Promise<CompletedCommand[]> {
  return Promise.all(
    commands.map(async ({ name, summary, load }) => {
      const options = await Promise.all(Object.entries(allOptions(await load(model))).map(completedOption));
      return { name, summary, options };
    }),
  );
}

const shells = Object.keys(completionScripts) as ShellName[];

/** Returns the command. @param commands - all commands of `ws2` */
export function completionCommand(commands: readonly CommandEntry[], model: ModelLoader): Command {
  return {
    operands: shells.join(" | "),
    description: ["Prints a script with which a shell completes commands and options of ws2."],
    options: {},
    examples: [
      ["completion bash > ~/.local/share/bash-completion/completions/ws2", "for bash"],
      ["completion zsh > ~/.zfunc/_ws2", "for zsh, with ~/.zfunc in fpath"],
      ["completion fish > ~/.config/fish/completions/ws2.fish", "for fish"],
    ],
    run: async (args, io) => {
      const [word, ...others] = args.positionals;
      const shell = shells.find((each) => each === word);
      if (shell === undefined || others.length > 0) {
        throw new UsageError(`expected one of ${shells.join(", ")}, found ${args.positionals.join(" ") || "none"}`);
      }
      io.out(completionScripts[shell](await completedCommands(commands, model)));
      return exitCode.ok;
    },
  };
}
