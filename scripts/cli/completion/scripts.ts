/**
 * Scripts with which shells complete the commands and options of a program.
 *
 * @module
 */

/** An option as a shell completes it. */
export interface CompletedOption {
  readonly name: string;
  /** One letter. */
  readonly short?: string;
  readonly summary: string;
  /** What follows the option. */
  readonly takes: "nothing" | "value" | "file";
  /** Whether it may be repeated. */
  readonly multiple: boolean;
}

/** A command as a shell completes it. */
export interface CompletedCommand {
  /** One word, or the words of its groups and its own. */
  readonly name: string;
  readonly summary: string;
  readonly options: readonly CompletedOption[];
}

/** A word that may follow others, with its summary. */
type NextWord = readonly [word: string, summary: string];

/** Returns the words that may follow each beginning of a command: the first words after nothing, `run` and `list` after `vectors`. */
function nextWords(commands: readonly CompletedCommand[]): Map<string, NextWord[]> {
  const found = new Map<string, NextWord[]>([["", []]]);
  for (const { name, summary } of commands) {
    const words = name.split(" ");
    for (const [index, word] of words.entries()) {
      const before = words.slice(0, index).join(" ");
      const next = found.get(before) ?? [];
      if (next.some(([each]) => each === word)) continue;
      found.set(before, [...next, [word, index === words.length - 1 ? summary : groupSummary(commands, words.slice(0, index + 1))]]);
    }
  }
  return found;
}

/** Returns the summary of a group of commands, such as `vectors`: the words that follow it. */
function groupSummary(commands: readonly CompletedCommand[], group: readonly string[]): string {
  const prefix = `${group.join(" ")} `;
  return `commands: ${commands.flatMap(({ name }) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : [])).join(", ")}`;
}

/** Returns the beginnings of commands of several words, such as `vectors`. */
const groupsOf = (next: ReadonlyMap<string, unknown>): string[] => [...next.keys()].filter((group) => group !== "");

const flagsOf = ({ name, short }: CompletedOption): string[] => [...(short === undefined ? [] : [`-${short}`]), `--${name}`];

/** Returns a text as a word in single quotes of bash and zsh. */
const shellQuote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

function bashCase(command: CompletedCommand): string {
  const flags = (takes: CompletedOption["takes"]): string =>
    command.options.filter((option) => option.takes === takes).flatMap(flagsOf).join("|");
  const values = [
    flags("file") === "" ? "" : `${flags("file")}) COMPREPLY=($(compgen -f -- "$cur")); return ;; `,
    flags("value") === "" ? "" : `${flags("value")}) return ;; `,
  ].join("");
  const words = command.options.map(({ name }) => `--${name}`).join(" ");
  return `    ${shellQuote(command.name)}) ${values === "" ? "" : `case $prev in ${values}esac; `}words=${shellQuote(words)} ;;`;
}

function bashScript(commands: readonly CompletedCommand[]): string {
  const next = nextWords(commands);
  const inner = [...next].map(([group, words]) => {
    const ends = group === "" ? ["--help", "--version"] : [];
    return `    ${shellQuote(group)}) words=${shellQuote([...words.map(([word]) => word), ...ends].join(" "))} ;;`;
  });
  return `# bash completion for ws2; written by "ws2 completion bash"
_ws2() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command= words= index=1
  COMPREPLY=()
  while ((index < COMP_CWORD)); do
    command="\${command:+$command }\${COMP_WORDS[index++]}"
    case $command in ${groupsOf(next).map(shellQuote).join("|")}) ;; *) break ;; esac
  done
  case $command in
${[...inner, ...commands.map(bashCase)].join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _ws2 ws2
`;
}

/** Escapes the characters that end a description of \`_arguments\` and \`_describe\`. */
const zshText = (text: string): string => text.replace(/[[\]:\\]/g, "\\$&");

function zshOption(option: CompletedOption): string {
  const { summary, takes, multiple, name } = option;
  const flags = flagsOf(option);
  const value = { nothing: "", value: `:${name}: `, file: `:${name}:_files` }[takes];
  const text = shellQuote(`[${zshText(summary)}]${value}`);
  if (multiple) return flags.map((flag) => `'*'${flag}${text}`).join(" ");
  return flags.length === 1 ? `${flags[0]}${text}` : `'(${flags.join(" ")})'{${flags.join(",")}}${text}`;
}

function zshScript(commands: readonly CompletedCommand[]): string {
  const next = nextWords(commands);
  const inner = [...next].map(([group, words]) => {
    const rows = words.map(([word, summary]) => shellQuote(`${word}:${zshText(summary)}`)).join(" ");
    return `    ${shellQuote(group)}) rows=(${rows}) ;;`;
  });
  const cases = commands.map(
    ({ name, options }) => `    ${shellQuote(name)}) _arguments ${options.map(zshOption).join(" ")} '*:argument:_files' ;;`,
  );
  return `#compdef ws2
# zsh completion for ws2; written by "ws2 completion zsh"
_ws2() {
  local -a rows
  local command=
  local -i index=2
  while ((index < CURRENT)); do
    command="\${command:+$command }$words[index]"
    ((index++))
    case $command in ${groupsOf(next).map(shellQuote).join("|")}) ;; *) break ;; esac
  done
  case $command in
${inner.join("\n")}
  esac
  if ((#rows)); then _describe command rows; return; fi
  shift $((index - 2)) words
  ((CURRENT -= index - 2))
  case $command in
${cases.join("\n")}
  esac
}
if [[ $funcstack[1] == _ws2 ]]; then _ws2 "$@"; else compdef _ws2 ws2; fi
`;
}

/** Returns a text as a word in single quotes of fish. */
const fishQuote = (text: string): string => `'${text.replace(/['\\]/g, "\\$&")}'`;

/** Returns the condition that a command line has all of some words, and none of others. */
function fishCondition(seen: readonly string[], unseen: readonly string[] = []): string {
  const tests = seen.map((word) => `__fish_seen_subcommand_from ${word}`);
  return fishQuote([...tests, ...(unseen.length === 0 ? [] : [`not __fish_seen_subcommand_from ${unseen.join(" ")}`])].join("; and "));
}

function fishScript(commands: readonly CompletedCommand[]): string {
  const lines = [...nextWords(commands)].flatMap(([group, words]) => {
    const condition = group === "" ? "__fish_use_subcommand" : fishCondition(group.split(" "), words.map(([word]) => word));
    return words.map(([word, summary]) => `complete -c ws2 -f -n ${condition} -a ${word} -d ${fishQuote(summary)}`);
  });
  for (const { name, options } of commands) {
    const condition = fishCondition(name.split(" "));
    for (const { name: long, short, summary, takes } of options) {
      const value = { nothing: "", value: " -x", file: " -r -F" }[takes];
      const flags = `${short === undefined ? "" : ` -s ${short}`} -l ${long}`;
      lines.push(`complete -c ws2 -n ${condition}${flags}${value} -d ${fishQuote(summary)}`);
    }
  }
  return `# fish completion for ws2; written by "ws2 completion fish"\n${lines.join("\n")}\n`;
}

/** The scripts by the name of the shell. */
export const completionScripts = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

/** The name of a shell. */
export type ShellName = keyof typeof completionScripts;
