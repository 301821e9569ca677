import test from "ava";

import { includeBlocks } from "../../../scripts/api/include-blocks.ts";

const page = "Text.\n\n```ts server\nserve();\n```\n\n```console\n$ ws2 serve\n```\n";
const read = (file: string): string => (file === "README.md" ? page : "");

test("includes the block with an info string, in its language", (t) => {
  t.is(includeBlocks("A\n\n<!-- include: README.md ts server -->\n\nB\n", read), "A\n\n```ts\nserve();\n```\n\nB\n");
});

test("includes the first block that contains the words", (t) => {
  t.is(includeBlocks("<!-- include: README.md ws2 serve -->", read), "```console\n$ ws2 serve\n```");
});

test("leaves out targets of make, which need the repository", (t) => {
  const readme = "```console\n$ make bundle\n$ ws2 serve\n```\n";
  t.is(includeBlocks("<!-- include: README.md ws2 serve -->", () => readme), "```console\n$ ws2 serve\n```");
});

test("a block that is not there is a mistake", (t) => {
  t.throws(() => includeBlocks("<!-- include: README.md ts client -->", read), {
    message: 'README.md: expected a code block "ts client", found none',
  });
});
