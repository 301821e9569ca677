/** The configurations of proxies in `reference/examples/proxies/`, each with the proxy itself, where it is installed. */
import { createServer } from "node:http2";
import { readdirSync, readFileSync } from "node:fs";

import test from "ava";

import { sessionOptions, WebSocket2Server } from "../../../reference/index.ts";
import { intermediaries } from "../../../scripts/interop/intermediaries/catalogue/index.ts";
import type { Intermediary, IntermediarySite } from "../../../scripts/interop/intermediaries/catalogue/intermediary.ts";
import { writeCertificate } from "../../../scripts/interop/intermediaries/paths/certificate-files.ts";
import { findProgram } from "../../../scripts/interop/intermediaries/paths/programs.ts";
import { startIntermediary } from "../../../scripts/interop/intermediaries/paths/start-intermediary.ts";
import { newFolder } from "../../scripts/interop/intermediaries/fixtures.ts";
import { echo, listen, newClient } from "../http2/support.ts";

const FOLDER = "reference/examples/proxies";

/** Replaces all that depends on the host: addresses, and the files of the certificate. */
const adapt = (text: string, { port, next, key, certificate, both }: IntermediarySite): string =>
  text
    .replaceAll("127.0.0.1:8080", `127.0.0.1:${next}`)
    .replaceAll(/\blisten 443|\bbind :443|https:..localhost:443/g, (place) => place.replace(/(localhost)?:?443/, `127.0.0.1:${port}`))
    .replaceAll("/etc/ssl/websocket2.pem", certificate)
    .replaceAll("/etc/ssl/websocket2.key", key)
    .replaceAll("/etc/ssl/websocket2-both.pem", both);

/** What the distribution's own configuration has around an example, by the file of the example. */
const surroundings: Readonly<Record<string, (text: string, site: IntermediarySite) => string>> = {
  "nginx.conf": (text, { folder, root }) =>
    [
      `daemon off; pid ${folder}/nginx.pid; error_log stderr; ${root ? "user nobody nogroup;" : ""} events {}`,
      `http { access_log off; client_body_temp_path ${folder}/var/body; ${text} }`,
    ].join("\n"),
  "haproxy.cfg": (text) => text,
  Caddyfile: (text) => `{\n  admin off\n  auto_https disable_redirects\n}\n${text}`,
};

const proxyOf: Readonly<Record<string, string>> = { "nginx.conf": "nginx", "haproxy.cfg": "haproxy", Caddyfile: "caddy" };

for (const file of readdirSync(FOLDER)) {
  const proxy = intermediaries.find(({ name }) => name === proxyOf[file]) as Intermediary;
  const isInstalled = findProgram(proxy.program, process.env["PATH"] ?? "") !== undefined;
  const run = isInstalled ? test : test.skip;
  run(`${FOLDER}/${file} carries connections${isInstalled ? "" : `: ${proxy.title} is not installed`}`, async (t) => {
    const server = createServer(sessionOptions);
    new WebSocket2Server(echo).attach(server);
    const { port: next } = await listen(t, server);
    const folder = newFolder();
    const text = readFileSync(`${FOLDER}/${file}`, "utf8");
    const files = (site: IntermediarySite) => ({ [file]: surroundings[file]?.(adapt(text, site), site) ?? "" });
    const configuration = { name: "example", summary: file, purpose: "forward", frontend: "h2", backend: "h2c", files } as const;
    const running = await startIntermediary({ proxy, configuration }, { folder, next, files: await writeCertificate(folder) });
    t.teardown(() => running.process.end());
    const connection = await newClient(t, { tls: { rejectUnauthorized: false } }).connect(`https://127.0.0.1:${running.port}/echo`);
    connection.send("through");
    for await (const message of connection) {
      t.is(message, "through");
      connection.close(1000);
    }
    t.deepEqual(await connection.closed, { code: 1000, error: "CLOS", reason: "", wasClean: true });
  });
}
