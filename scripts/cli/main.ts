/**
 * `ws2`: finds and runs the command, and turns usage errors into a message and an exit code.
 *
 * @module
 */
import type { Model } from "../../reference/layout/index.ts";
import { UsageError, exitCode } from "../common/program.ts";
import { adapterCommand } from "./adapter.ts";
import { type Command, type CommandIo, parseArguments } from "./command.ts";
import { conformanceClientCommand } from "./conformance/client.ts";
import { conformanceServerCommand } from "./conformance/server.ts";
import { connectCommand } from "./connect.ts";
import { decodeCommand } from "./frames/decode.ts";
import { encodeCommand } from "./frames/encode.ts";
import { commandHelp, mainHelp } from "./help.ts";
import { packageInfo } from "./package.ts";
import { pathsCommand } from "./paths.ts";
import { serveCommand } from "./serve.ts";
import { sourceCommand } from "./source.ts";
import { vectorsDiffCommand } from "./vectors/diff.ts";
import { vectorsListCommand } from "./vectors/list.ts";
import { vectorsRunCommand } from "./vectors/run.ts";
import { vectorsShowCommand } from "./vectors/show.ts";

/** Returns the commands for a protocol. */
export function createCommands(model: Model): Command[] {
  return [
    serveCommand,
    connectCommand,
    pathsCommand,
    decodeCommand(model),
    encodeCommand,
    sourceCommand(model),
    adapterCommand,
    vectorsRunCommand(model),
    vectorsListCommand(model),
    vectorsShowCommand(model),
    vectorsDiffCommand,
    conformanceServerCommand(model),
    conformanceClientCommand(model),
  ];
}

/** Returns the command that the words name, and the words after its name. */
function findCommand(commands: readonly Command[], words: readonly string[]): { command: Command; rest: readonly string[] } | undefined {
  for (const command of commands) {
    const name = command.name.split(" ");
    if (name.every((word, index) => words[index] === word)) return { command, rest: words.slice(name.length) };
  }
  return undefined;
}

function unknownCommandError(commands: readonly Command[], words: readonly string[]): UsageError {
  const names = commands.map((command) => command.name);
  const near = names.filter((name) => name.startsWith(`${words[0] ?? ""} `));
  const expected = (near.length > 0 ? near : names).join(", ");
  return new UsageError(`expected a command (${expected}), found ${JSON.stringify(words.join(" "))}`);
}

async function dispatch(commands: readonly Command[], words: readonly string[], io: CommandIo): Promise<number> {
  const [first] = words;
  const found = findCommand(commands, words);
  if (found === undefined) {
    if (first === "--version") io.out(`${packageInfo.name} ${packageInfo.version}\n`);
    else if (first === undefined || first === "help" || words.some((word) => word === "--help" || word === "-h"))
      io.out(mainHelp(commands, io.style, io.columns));
    else throw unknownCommandError(commands, words);
    return first === undefined ? exitCode.usage : exitCode.ok;
  }
  const args = parseArguments(found.command, found.rest);
  if (args.has("help")) {
    io.out(commandHelp(found.command, io.style, io.columns));
    return exitCode.ok;
  }
  return found.command.run(args, io);
}

/**
 * Runs a command line and returns its exit code.
 *
 * @param words - the command line after the name of the program
 */
export async function runCommandLine(model: Model, words: readonly string[], io: CommandIo): Promise<number> {
  const commands = createCommands(model);
  try {
    return await dispatch(commands, words, io);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const name = findCommand(commands, words)?.command.name;
    const help = name === undefined ? "ws2 --help" : `ws2 ${name} --help`;
    io.error(
      `${io.style.bad("ws2")}: ${error.message}\n${error.excerpt === "" ? "" : `${error.excerpt}\n`}${io.style.faint(`See ${help}.`)}\n`,
    );
    return exitCode.usage;
  }
}
