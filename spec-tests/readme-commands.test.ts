import { existsSync, readFileSync } from "node:fs";

import test from "ava";

import { runWs2 } from "./scripts/cli/run-ws2.ts";

const page = readFileSync("README.md", "utf8");

/** The command lines of the page, without the program, each as words. */
const commands = [...page.matchAll(/^\$ npx --no -- ws2 (.*)$/gm)].map(([, words = ""]) => words.match(/'[^']*'|"[^"]*"|\S+/g) ?? []);

/** Commands that end by themselves, and open no connection. */
const runsAlone = ["decode", "encode", "vectors show"];

for (const words of commands) {
  const line = words.join(" ");
  test(`README: ws2 ${line}`, async (t) => {
    const plain = words.map((word) => word.replace(/^(['"])(.*)\1$/, "$2"));
    const alone = runsAlone.some((name) => line.startsWith(name));
    // With --help, an option that the command does not have is still refused.
    const { code, out, error } = await runWs2(alone ? plain : [...plain, "--help"]);
    t.is(code, 0, error);
    t.not(out, "");
  });
}

test("README shows commands, and its pictures and links to files of the repository exist", (t) => {
  t.true(commands.length >= 8);
  const links = [...page.matchAll(/\]\(([^)#:]+)\)|(?:src|srcset)="([^"]+)"/g)].map(([, link, picture]) => link ?? picture ?? "");
  t.true(links.length > 10);
  t.deepEqual(links.filter((path) => !existsSync(path)), []);
});
