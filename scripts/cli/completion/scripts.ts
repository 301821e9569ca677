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
  /** One word, or the word of a group and its own. */
  readonly name: string;
  readonly summary: string;
  readonly options: readonly CompletedOption[];
}

/** Groups of commands, such as `vectors`, with the commands in them. */
function groupsOf(commands: readonly CompletedCommand[]): Map<string, CompletedCommand[]> {
  const groups = new Map<string, CompletedCommand[]>();
  for (const command of commands) {
    const [group = "", inner] = command.name.split(" ");
    if (inner !== undefined) groups.set(group, [...(groups.get(group) ?? []), command]);
  }
  return groups;
}

/** Returns each first word with its summary. */
function firstWords(commands: readonly CompletedCommand[]): [word: string, summary: string][] {
  const single = commands.filter(({ name }) => !name.includes(" ")).map(({ name, summary }): [string, string] => [name, summary]);
  const groups = [...groupsOf(commands)].map(([group, inner]): [string, string] => [
    group,
    `commands: ${inner.map(({ name }) => name.slice(group.length + 1)).join(", ")}`,
  ]);
  return [...single, ...groups];
}

const innerWord = ({ name }: CompletedCommand): string => name.split(" ").at(-1) ?? "";

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
  const groups = [...groupsOf(commands)];
  const first = [...firstWords(commands).map(([word]) => word), "--help", "--version"].join(" ");
  const inner = groups.map(([group, within]) => `    ${group}) words=${shellQuote(within.map(innerWord).join(" "))} ;;`);
  return `# bash completion for ws2; written by "ws2 completion bash"
_ws2() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]} words=
  COMPREPLY=()
  case $command in ${groups.map(([group]) => group).join("|")}) command="$command \${COMP_WORDS[2]}" ;; esac
  if ((COMP_CWORD == 1)); then words=${shellQuote(first)}
  elif ((COMP_CWORD == 2)); then case $prev in
${inner.join("\n")}
  esac; fi
  if [[ -z $words ]]; then case $command in
${commands.map(bashCase).join("\n")}
  esac; fi
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
  const described = (rows: readonly (readonly [string, string])[]): string =>
    rows.map(([word, summary]) => shellQuote(`${word}:${zshText(summary)}`)).join(" ");
  const groups = [...groupsOf(commands)];
  const inner = groups.map(
    ([group, within]) => `    ${group}) rows=(${described(within.map((each) => [innerWord(each), each.summary]))}) ;;`,
  );
  const cases = commands.map(
    ({ name, options }) => `    ${shellQuote(name)}) _arguments ${options.map(zshOption).join(" ")} '*:argument:_files' ;;`,
  );
  return `#compdef ws2
# zsh completion for ws2; written by "ws2 completion zsh"
_ws2() {
  local -a rows
  local command=$words[2]
  if ((CURRENT == 2)); then
    rows=(${described(firstWords(commands))})
    _describe command rows
    return
  fi
  if ((CURRENT == 3)); then
    case $command in
${inner.join("\n")}
    esac
    if ((#rows)); then _describe command rows; return; fi
  fi
  case $command in ${groups.map(([group]) => group).join("|")}) command="$command $words[3]"; shift words; ((CURRENT--)) ;; esac
  shift words; ((CURRENT--))
  case $command in
${cases.join("\n")}
  esac
}
if [[ $funcstack[1] == _ws2 ]]; then _ws2 "$@"; else compdef _ws2 ws2; fi
`;
}

/** Returns a text as a word in single quotes of fish. */
const fishQuote = (text: string): string => `'${text.replace(/['\\]/g, "\\$&")}'`;

function fishScript(commands: readonly CompletedCommand[]): string {
  const lines = firstWords(commands).map(
    ([word, summary]) => `complete -c ws2 -f -n __fish_use_subcommand -a ${word} -d ${fishQuote(summary)}`,
  );
  for (const [group, within] of groupsOf(commands)) {
    const names = within.map(innerWord).join(" ");
    const condition = fishQuote(`__fish_seen_subcommand_from ${group}; and not __fish_seen_subcommand_from ${names}`);
    lines.push(...within.map((each) => `complete -c ws2 -f -n ${condition} -a ${innerWord(each)} -d ${fishQuote(each.summary)}`));
  }
  for (const { name, options } of commands) {
    const condition = fishQuote(name.split(" ").map((word) => `__fish_seen_subcommand_from ${word}`).join("; and "));
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
