import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import test from "ava";

import { newFolder } from "./fixtures.ts";

const script = fileURLToPath(new URL("../../../../scripts/install-proxies.sh", import.meta.url));

interface World {
  readonly installed?: boolean;
  readonly user?: number;
  /** The exit code of apt-get install. */
  readonly apt?: number;
  /** The policy before the run. */
  readonly policy?: string;
}

/** Runs the script with stand-ins for the programs that it calls. */
function run({ installed = false, user = 0, apt = 0, policy }: World): {
  status: number | null;
  stderr: string;
  policy: string | undefined;
  during: string;
} {
  const folder = newFolder();
  const bin = join(folder, "bin");
  mkdirSync(bin);
  const program = (name: string, body: string): void => {
    writeFileSync(join(bin, name), `#!/bin/bash\n${body}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  const file = join(folder, "policy-rc.d");
  if (policy !== undefined) writeFileSync(file, policy);
  program("dpkg-query", installed ? "echo -n installed" : "exit 1");
  program("id", `echo ${user}`);
  program(
    "apt-get",
    `[[ " $* " == *" install "* ]] || exit 0\n"$POLICY_RC_D"; echo "policy $?" >"${folder}/during"; echo "$*" >>"${folder}/during"; exit ${apt}`,
  );
  const { status, stderr } = spawnSync("bash", [script, "one", "two"], {
    encoding: "utf8",
    env: { PATH: `${bin}:${process.env["PATH"]}`, POLICY_RC_D: file },
  });
  const during = join(folder, "during");
  return {
    status,
    stderr,
    policy: existsSync(file) ? readFileSync(file, "utf8") : undefined,
    during: existsSync(during) ? readFileSync(during, "utf8") : "",
  };
}

const denied = "policy 101\n-q -y install --no-install-recommends one two\n";

test("installs while no service may start, then removes the policy", (t) => {
  const { status, policy, during } = run({});
  t.deepEqual([status, policy, during], [0, undefined, denied]);
});

test("restores an earlier policy", (t) => {
  const { status, policy, during } = run({ policy: "#!/bin/sh\nexit 0\n" });
  t.deepEqual([status, policy, during], [0, "#!/bin/sh\nexit 0\n", denied]);
});

test("restores an earlier policy if the installation fails", (t) => {
  const { status, policy } = run({ apt: 100, policy: "mine" });
  t.deepEqual([status, policy], [100, "mine"]);
});

test("does nothing without root, and reports it", (t) => {
  const { status, stderr, during } = run({ user: 1000 });
  t.deepEqual([status, stderr, during], [3, "install-proxies: only root can install packages; not installed: one two\n", ""]);
});

test("does nothing if all packages are installed", (t) => {
  const { status, stderr, during } = run({ installed: true, user: 1000 });
  t.deepEqual([status, stderr, during], [0, "install-proxies: all are installed: one two\n", ""]);
});
