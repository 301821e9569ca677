import { once } from "node:events";
import { get, request, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import test, { type ExecutionContext } from "ava";

import { PreviewServer } from "../../../../scripts/author/preview/server.ts";

const noon = new Date("2026-11-23T12:00:00");

async function listening(t: ExecutionContext): Promise<PreviewServer> {
  const preview = await PreviewServer.listen("draft-a.md", 0, () => noon);
  t.teardown(() => preview.close());
  return preview;
}

async function ask(url: string, { method = "GET", host }: { method?: string; host?: string } = {}): Promise<[number, string]> {
  const headers = host === undefined ? {} : { host };
  const [response] = (await once(request(url, { method, headers, agent: false }).end(), "response")) as [IncomingMessage];
  return [response.statusCode ?? 0, await text(response)];
}

test("shows the built HTML with a script that reloads it, and before it the path of the draft", async (t) => {
  const preview = await listening(t);
  t.regex((await ask(preview.url))[1], /<h1>draft-a\.md<\/h1><p>The first build is running\.<\/p>[^]*new EventSource/);
  preview.showHtml("<html><body><h1>A</h1></body></html>");
  const [status, page] = await ask(preview.url);
  t.is(status, 200);
  t.regex(page, /^<html><body><h1>A<\/h1>[^]*new EventSource[^]*<\/body><\/html>$/);
  t.notRegex(page, /id="preview-mistakes"/);
});

test("shows mistakes with their places over the last HTML, as text", async (t) => {
  const preview = await listening(t);
  preview.showHtml("<body>A</body>");
  preview.showMistakes('a.md:3:1: no <script>alert("x")</script>\n  more\nb.yaml:1:2: no', "draft");
  const [, page] = await ask(preview.url);
  t.true(page.startsWith("<body>A"));
  t.true(
    page.includes(
      "<h2>2 mistakes</h2><p>The page shows the build of 12:00:00.</p><ol><li><code>a.md:3:1</code> no " +
        "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;\n  more</li><li><code>b.yaml:1:2</code> no</li></ol>",
    ),
    page,
  );
});

test("a new HTML removes mistakes of the Markdown, and keeps those of the text until the next rendering", async (t) => {
  const preview = await listening(t);
  const mistakes = async (): Promise<string | undefined> => /<h2>(.*)<\/h2>/.exec((await ask(preview.url))[1])?.[1];
  preview.showMistakes("a.md:1:1: no", "draft");
  t.is(await mistakes(), "1 mistake");
  preview.showHtml("<body>A</body>");
  t.is(await mistakes(), undefined);
  preview.showMistakes("a.md:1:1: too wide", "render");
  preview.showHtml("<body>B</body>");
  t.is(await mistakes(), "1 mistake");
  preview.showMistakes("", "render");
  t.is(await mistakes(), undefined);
});

test("sends the version of the page at once and after each change, and only then", async (t) => {
  const preview = await listening(t);
  const [response] = (await once(get(`${preview.url}events`), "response")) as [IncomingMessage];
  t.is(response.headers["content-type"], "text/event-stream");
  let seen = "";
  const until = async (count: number): Promise<string[]> => {
    for (; ; await once(response, "data")) {
      const versions = [...seen.matchAll(/^data: (.*)\n\n/gm)].map(([, version = ""]) => version);
      if (versions.length >= count) return versions;
    }
  };
  response.setEncoding("utf8").on("data", (chunk: string) => (seen += chunk));
  t.deepEqual(await until(1), [`${noon.getTime()}.0`]);
  t.true((await ask(preview.url))[1].includes(`VERSION = "${noon.getTime()}.0"`));
  preview.showHtml("<body>A</body>");
  preview.showHtml("<body>A</body>");
  preview.showMistakes("", "render");
  preview.showMistakes("no", "draft");
  t.deepEqual(await until(3), [0, 1, 2].map((number) => `${noon.getTime()}.${number}`));
});

for (const [title, path, options, expected] of [
  ["another host, as after a change of its address", "", { host: "evil.example" }, [421, "expected a request to localhost or 127.0.0.1\n"]],
  ["another host that begins alike", "", { host: "localhost.evil.example:80" }, [421, "expected a request to localhost or 127.0.0.1\n"]],
  ["another method", "", { method: "POST" }, [405, "expected GET\n"]],
  ["another path", "etc/passwd", {}, [404, "expected the path /\n"]],
] as const) {
  test(`refuses ${title}`, async (t) => {
    const preview = await listening(t);
    t.deepEqual(await ask(preview.url + path, options), [...expected]);
  });
}

for (const host of ["localhost:9000", "127.0.0.1", "[::1]:80"]) {
  test(`answers a request to ${host}`, async (t) => {
    t.is((await ask((await listening(t)).url, { host }))[0], 200);
  });
}
