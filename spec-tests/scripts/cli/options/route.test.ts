import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import test from "ava";

import { parseArguments } from "../../../../scripts/cli/command.ts";
import { readRoute, routeOptions } from "../../../../scripts/cli/options/route.ts";
import { makeCertificate } from "../../../../scripts/common/certificate.ts";
import { UsageError } from "../../../../scripts/common/program.ts";

const command = { operands: "", description: [], options: routeOptions, examples: [], run: async () => 0 };

const routeOf = (words: readonly string[], environment: Record<string, string> = {}) =>
  readRoute(parseArguments(command, words), environment);

test("the environment selects the proxy, unless the command line does", (t) => {
  const environment = { HTTPS_PROXY: "http://p:1" };
  const { proxy } = routeOf([], environment);
  t.is(typeof proxy === "function" ? proxy("https://a.example") : proxy, "http://p:1");
  t.is(routeOf(["--proxy", "http://q:2"], environment).proxy, "http://q:2");
  t.is(routeOf(["--proxy", "none"], environment).proxy, undefined);
  t.deepEqual(routeOf(["--unix-socket", "/s"], environment), { tls: { rejectUnauthorized: true }, socketPath: "/s" });
});

test("certificates come from files, authorities from several", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "ws2-"));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const { cert, key } = await makeCertificate();
  const [certFile, keyFile, both] = ["cert", "key", "both"].map((name) => join(folder, name)) as [string, string, string];
  writeFileSync(certFile, cert);
  writeFileSync(keyFile, key);
  writeFileSync(both, cert + key);
  const words = ["--ca", certFile, "--ca", both, "--cert", certFile, "--key", keyFile, "-k"];
  t.deepEqual(routeOf(words).tls, { ca: [cert, cert + key], cert, key, rejectUnauthorized: false });
  t.deepEqual(routeOf(["--cert", both]).tls, { cert: cert + key, key: cert + key, rejectUnauthorized: true });
  t.throws(() => routeOf(["--cert", certFile]), {
    instanceOf: UsageError,
    message: /^--cert, --key: expected certificates and keys in PEM: /,
  });
  t.throws(() => routeOf(["--key", keyFile]), { instanceOf: UsageError, message: "expected --cert with --key" });
  t.throws(() => routeOf(["--ca", "/nowhere"]), { instanceOf: UsageError, message: /^--ca: \/nowhere: ENOENT/ });
});
