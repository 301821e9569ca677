/**
 * `ws2`: finds and runs the command, and turns usage errors into a message and an exit code.
 *
 * @module
 */
import { escapeLineControls } from "../common/escape-controls.ts";
import { FileError } from "../common/file-error.ts";
import { UsageError, exitCode } from "../common/program.ts";
import { type CommandIo, parseArguments } from "./command.ts";
import type { CommandEntry, ModelLoader } from "./command-entry.ts";
import { commands } from "./commands.ts";
import { commandHelp, groupHelp, mainHelp } from "./help.ts";
import { packageInfo } from "./package.ts";

/** Returns the command that the words name, and the words after its name. */
export function findCommand(words: readonly string[]): { entry: CommandEntry; rest: readonly string[] } | undefined {
  for (const entry of commands) {
    const name = entry.name.split(" ");
    if (name.every((word, index) => words[index] === word)) return { entry, rest: words.slice(name.length) };
  }
  return undefined;
}

/** A group of commands, such as `vectors`, and the words after its name. */
interface FoundGroup {
  readonly name: string;
  readonly commands: readonly CommandEntry[];
  readonly rest: readonly string[];
}

/** Returns the group that the first words name: as many of them as possible. */
function findGroup(words: readonly string[]): FoundGroup | undefined {
  for (let length = words.length; length > 0; length--) {
    const name = words.slice(0, length).join(" ");
    const within = commands.filter((entry) => entry.name.startsWith(`${name} `));
    if (within.length > 0) return { name, commands: within, rest: words.slice(length) };
  }
  return undefined;
}

function unknownCommandError(words: readonly string[], near: readonly CommandEntry[]): UsageError {
  const expected = near.map(({ name }) => name).join(", ");
  return new UsageError(`expected a command (${expected}), found ${JSON.stringify(words.join(" "))}`);
}

const isHelp = (word: string | undefined): boolean => word === "--help" || word === "-h" || word === "help";

/** Answers a command line without a command: the version, or the help of `ws2` or of a group of commands. */
function answerWithoutCommand(words: readonly string[], io: CommandIo): number {
  const group = findGroup(words);
  const [first] = group?.rest ?? words;
  if (group === undefined && first === "--version") io.out(`${packageInfo.name} ${packageInfo.version}\n`);
  else if (first !== undefined && !isHelp(first)) throw unknownCommandError(words, group?.commands ?? commands);
  else if (group === undefined) io.out(mainHelp(commands, io.style, io.columns));
  else io.out(groupHelp(group.name, group.commands, io.style, io.columns));
  return first === undefined ? exitCode.usage : exitCode.ok;
}

async function dispatch(model: ModelLoader, words: readonly string[], io: CommandIo): Promise<number> {
  const found = findCommand(words);
  if (found === undefined) return answerWithoutCommand(words, io);
  const command = await found.entry.load(model);
  const args = parseArguments(command, found.rest);
  if (args.has("help")) {
    io.out(await commandHelp(found.entry.name, command, io.style, io.columns));
    return exitCode.ok;
  }
  return command.run(args, io);
}

/**
 * Runs a command line and returns its exit code.
 *
 * @param words - the command line after the name of the program
 */
export async function runCommandLine(model: ModelLoader, words: readonly string[], io: CommandIo): Promise<number> {
  try {
    return await dispatch(model, words, io);
  } catch (error) {
    if (error instanceof FileError) {
      io.error(`${io.style.bad("ws2")}: ${escapeLineControls(error.message)}\n`);
      return exitCode.usage;
    }
    if (!(error instanceof UsageError)) throw error;
    const name = findCommand(words)?.entry.name;
    const help = name === undefined ? "ws2 --help" : `ws2 ${name} --help`;
    const lines = [
      `${io.style.bad("ws2")}: ${escapeLineControls(error.message)}`,
      ...(error.excerpt === "" ? [] : [error.excerpt]),
      io.style.faint(`See ${help}.`),
    ];
    io.error(`${lines.join("\n")}\n`);
    return exitCode.usage;
  }
}
