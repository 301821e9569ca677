/** One user behind a gateway misbehaves; the gateway carries all users on one HTTP/2 connection, and the others keep their connections. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import test from "ava";

import { intermediaries } from "../../../../scripts/interop/intermediaries/catalogue/index.ts";
import type { IntermediarySite } from "../../../../scripts/interop/intermediaries/catalogue/intermediary.ts";
import { writeCertificate } from "../../../../scripts/interop/intermediaries/paths/certificate-files.ts";
import { readPath } from "../../../../scripts/interop/intermediaries/paths/path.ts";
import { findProgram } from "../../../../scripts/interop/intermediaries/paths/programs.ts";
import { startIntermediary } from "../../../../scripts/interop/intermediaries/paths/start-intermediary.ts";
import { newFolder } from "../../../scripts/interop/intermediaries/fixtures.ts";
import { ALL_WELL, misbehaviour, startNodeGateway, startOrigin, tryGateway } from "./gateway-users.ts";

//
for (const [what, acts] of Object.entries(misbehaviour)) {
  test(`a user who ${what} behind a gateway of node:http2 costs the others nothing`, async (t) => {
    const origin = await startOrigin(t);
    t.deepEqual(await tryGateway(t, await startNodeGateway(t, origin), origin, acts), ALL_WELL);
  });
}

/** Settings with which a proxy carries all users on one HTTP/2 connection, and logs. */
const poolingSettings: Readonly<Record<string, (text: string) => string>> = {
  "haproxy/h2": (text) => text.replace("global\n", "global\n  nbthread 1\n").replace("defaults\n", "defaults\n  http-reuse always\n"),
  "nghttpx/h2": (text) => text.replace("log-level=WARN", "log-level=INFO"),
};

/** What nghttpx logs when the server has not answered its PING for 1 s: on a busy machine, that is no fault of the server. */
const SERVER_TOO_SLOW = "ping timeout";

const MAX_TRIES = 5;

for (const [id, change] of Object.entries(poolingSettings)) {
  const [hop] = readPath(id, intermediaries).hops;
  if (hop === undefined) throw new RangeError(`${id} has no hop`);
  const isInstalled = findProgram(hop.proxy.program, process.env["PATH"] ?? "") !== undefined;
  const files = (site: IntermediarySite) =>
    Object.fromEntries(Object.entries(hop.configuration.files(site)).map(([name, text]) => [name, change(text)]));
  const configuration = { ...hop.configuration, files };
  for (const [what, acts] of Object.entries(misbehaviour)) {
    const run = isInstalled ? test.serial : test.serial.skip;
    run(`a user who ${what} behind ${hop.proxy.title} costs the others nothing${isInstalled ? "" : ": it is not installed"}`, async (t) => {
      for (let tries = 1; ; tries += 1) {
        const origin = await startOrigin(t);
        const folder = newFolder();
        const options = { folder, next: origin.port, files: await writeCertificate(folder) };
        const started = await startIntermediary({ proxy: hop.proxy, configuration }, options);
        t.teardown(() => started.process.end());
        const found = await tryGateway(t, `https://127.0.0.1:${started.port}`, origin, acts);
        if (tries < MAX_TRIES && readFileSync(join(folder, "0", "log"), "utf8").includes(SERVER_TOO_SLOW)) continue;
        return t.deepEqual(found, ALL_WELL);
      }
    });
  }
}
