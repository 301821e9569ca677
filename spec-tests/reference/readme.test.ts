import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import test from "ava";

const table = readFileSync("reference/README.md", "utf8").split("## Where to find it\n")[1]?.split("\n## ")[0] ?? "";

/** Returns the files and folders of a row. A bare file name is in the folder of the file before it. */
function placesOf(row: string): readonly string[] {
  const places: string[] = [];
  for (const [, word = ""] of row.split(" | ")[1]?.matchAll(/`([\w/-]+(?:\.ts|\/))`/g) ?? []) {
    places.push(word.includes("/") ? join("reference", word) : join(dirname(places.at(-1) ?? "reference/x"), word));
  }
  return places;
}

const rows = table.split("\n").filter((line) => /^\| [A-Z].*\?/.test(line));

test("the table of places has a row for each main question", (t) => {
  t.true(rows.length > 12);
});

for (const row of rows) {
  const [, question = ""] = /^\| (.*?) \|/.exec(row) ?? [];
  test(`the README answers "${question}" with files that exist`, (t) => {
    const places = placesOf(row);
    t.true(places.length > 0);
    t.deepEqual(places.filter((path) => !existsSync(path)), []);
  });
}

const named: readonly (readonly [file: string, text: string])[] = [
  ["connection/connection-core.ts", "receiveData("],
  ["connection/machine/effects/reading.ts", "const parse: Effect"],
  ["schema/states/running.ts", 'on: "ping", do: ["queue-pong"]'],
  ["connection/machine/effects/pings.ts", '"queue-pong": '],
  ["connection/machine/effects/closing.ts", '"send-end-stream": '],
  ["connection/machine/effects/closing.ts", '"reset-cancel": '],
];

for (const [file, text] of named) {
  test(`the README names a part of ${file} that exists: ${text}`, (t) => {
    t.true(readFileSync(join("reference", file), "utf8").includes(text));
  });
}
