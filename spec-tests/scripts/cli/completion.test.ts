import { execFileSync } from "node:child_process";

import test from "ava";

import { completionScripts, type CompletedCommand } from "../../../scripts/cli/completion/scripts.ts";
import { allOptions } from "../../../scripts/cli/command.ts";
import { commands } from "../../../scripts/cli/commands.ts";
import { websocket2 } from "../../../reference/schema/index.ts";
import { runWs2 } from "./run-ws2.ts";

for (const shell of ["bash", "zsh", "fish"] as const) {
  test(`the script for ${shell} has every command and every option`, async (t) => {
    const { code, out } = await runWs2(["completion", shell]);
    t.is(code, 0);
    const words = new Set(out.match(/[\w-]+/g));
    const long = (name: string): string => (shell === "fish" ? name : `--${name}`);
    for (const { name, load } of commands) {
      const options = Object.keys(allOptions(await load(async () => websocket2)));
      t.deepEqual([...name.split(" "), ...options.map(long)].filter((word) => !words.has(word)), [], name);
    }
  });
}

const sample: readonly CompletedCommand[] = [
  {
    name: "open",
    summary: "it's [a]: test",
    options: [
      { name: "ca", summary: "it's [a]: file", takes: "file", multiple: true },
      { name: "count", short: "n", summary: "a number", takes: "value", multiple: false },
    ],
  },
  { name: "cases run", summary: "run", options: [{ name: "json", short: "j", summary: "JSON", takes: "nothing", multiple: false }] },
  { name: "cases list", summary: "list", options: [] },
  { name: "cases of one", summary: "one", options: [{ name: "deep", summary: "deep", takes: "nothing", multiple: false }] },
];

test("bash completes commands, commands of a group, options and files", (t) => {
  const lines: readonly (readonly string[])[] = [
    ["ws2", ""],
    ["ws2", "cases", ""],
    ["ws2", "cases", "run", "-"],
    ["ws2", "cases", "of", ""],
    ["ws2", "cases", "of", "one", "-"],
    ["ws2", "open", "--c"],
    ["ws2", "open", "--ca", "package.j"],
    ["ws2", "open", "-n", ""],
  ];
  const calls = lines.map((words) => `COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}
_ws2; echo "\${COMPREPLY[*]}"`);
  const printed = execFileSync("bash", ["-c", `${completionScripts.bash(sample)}\n${calls.join("\n")}`], { encoding: "utf8" });
  const expected = ["open cases --help --version", "run list of", "--json", "one", "--deep", "--ca --count", "package.json", "", ""];
  t.deepEqual(printed.split("\n"), expected);
});

test("descriptions are quoted for zsh and fish", (t) => {
  const zsh = completionScripts.zsh(sample);
  t.true(zsh.includes(String.raw`'*'--ca'[it'\''s \[a\]\: file]:ca:_files' '(-n --count)'{-n,--count}'[a number]:count: '`), zsh);
  t.true(zsh.includes(String.raw`'open:it'\''s \[a\]\: test'`), zsh);
  const fish = completionScripts.fish(sample);
  t.true(fish.includes(String.raw`complete -c ws2 -n '__fish_seen_subcommand_from open' -l ca -r -F -d 'it\'s [a]: file'`), fish);
  t.true(fish.includes("-n '__fish_seen_subcommand_from cases; and __fish_seen_subcommand_from run' -s j -l json -d 'JSON'"), fish);
});

test("another shell is refused", async (t) => {
  t.regex((await runWs2(["completion", "tcsh"])).error, /^ws2: expected one of bash, zsh, fish, found tcsh\n/);
});
