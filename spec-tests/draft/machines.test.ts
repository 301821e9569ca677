import test from "ava";

import { websocket2 } from "../../reference/schema/index.ts";
import { renderView } from "../../scripts/generate/render-view.ts";
import { built, textFigures, textLines, xmlFigures } from "./built.ts";
import { markdown } from "./source.ts";

const asked = [...markdown().matchAll(/^::(machine)\{of=([\w-]+) role=(\w+)[^}]*\}$/gm)].map(
  ([, view = "", of = "", role = ""]) => ({ view, of, role }),
);

/** What the view gives: its title and its lines. */
function wanted({ view, of, role }: (typeof asked)[number]): readonly [title: string, lines: readonly string[]] {
  const [block] = renderView(view, { of, role }, websocket2);
  if (block?.kind !== "figure" && block?.kind !== "source") return ["", []];
  return [block.title, (block.kind === "figure" ? block.ascii : block.text).split("\n")];
}

test("the draft draws the machine of both roles", (t) => {
  t.deepEqual(asked.map(({ view, role }) => `${view} ${role}`).sort(), ["machine client", "machine server"]);
});

for (const each of asked) {
  const [title, lines] = wanted(each);

  test(`the built .xml has ${title} as the schema gives it`, (t) => {
    t.deepEqual(xmlFigures(built("xml")).find(([name]) => name === title)?.[1].join("\n").trim(), lines.join("\n").trim());
  });

  test(`the built .txt has every line of ${title}, in order`, (t) => {
    const bare = (text: string): string => text.replaceAll(/\s+/g, " ").trim();
    t.true(textFigures(built("txt")).some(([name]) => name === title));
    t.true(bare(textLines(built("txt")).join("\n")).includes(bare(lines.join("\n"))));
  });
}
