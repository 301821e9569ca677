import test from "ava";

import { categories, categoryOf } from "../../../scripts/api/categories.ts";

const cases: [file: string, title: string][] = [
  ["http2/client/client.ts", "Client"],
  ["http2/api/connection.ts", "Connection"],
  ["http2/api/errors.ts", "Errors"],
  ["websocket.ts", "WebSocket Class"],
  ["websocket/options.ts", "WebSocket Class"],
  ["wire/frame-decoder.ts", "Frames"],
  ["wire/handshake/check-reply.ts", "Handshake"],
  ["wire/handshake/compression.ts", "Compression"],
];

for (const [file, title] of cases) {
  test(`exports of ${file} are in the category ${title}`, (t) => {
    t.is(categoryOf(file)?.title, title);
  });
}

test("a file that no category names has none", (t) => {
  t.is(categoryOf("websocket2.ts"), undefined);
});

test("each path belongs to one category, and each category has a sentence", (t) => {
  const paths = categories.flatMap((category) => category.paths);
  t.deepEqual(paths.filter((path, index) => paths.indexOf(path) !== index), []);
  for (const { title, text } of categories) t.regex(text, /^[A-Z].*\.$/, title);
});
