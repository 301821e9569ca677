import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { type ExecutionContext } from "ava";

import { WarmXml2rfc, warmCommand } from "../../../../scripts/author/watch/warm-xml2rfc.ts";

const found: readonly (readonly [string, string, readonly string[] | undefined])[] = [
  ["a script of a virtual environment", "#!/v/bin/python\nimport sys\n", ["/v/bin/python", "w.py", "/x"]],
  ["a script of the system", "#! /usr/bin/python3.11 -I\n", ["/usr/bin/python3.11", "-I", "w.py", "/x"]],
  ["a script that env starts", "#!/usr/bin/env python3\n", ["/usr/bin/env", "python3", "w.py", "/x"]],
  [
    "a launcher",
    '#!/bin/sh\nA=b\nexec "/p y/python3" -I "$home/l.py" "$@"\n',
    ["/bin/sh", "-c", `#!/bin/sh\nA=b\nexec "/p y/python3" -I 'w.py' "$home/l.py"\n`, "/x"],
  ],
  [
    "a script of pip with a long path",
    `#!/bin/sh\n'''exec' /p/python3 "$0" "$@"\n' '''\n`,
    ["/bin/sh", "-c", `#!/bin/sh\n'''exec' /p/python3 'w.py' "$0"\n' '''\n`, "/x"],
  ],
  ["another program of sh", "#!/bin/sh\necho\n", undefined],
  ["another interpreter", "#!/usr/bin/perl\n", undefined],
  ["a program of machine code", "\x7fELF", undefined],
];

for (const [title, text, expected] of found) {
  test(`${expected === undefined ? "leaves alone" : "finds the interpreter of"} ${title}`, (t) =>
    t.deepEqual(warmCommand("/x", text, "w.py"), expected as never));
}

/** A fake xml2rfc in Python: prints whether the process has run it before, and obeys its arguments. */
const script = `
import os, sys, time
loaded = getattr(sys, "loads", 0)
sys.loads = loaded + 1
args = sys.argv[1:]
if args == ["--version"]:
    print("xml2rfc 9")
elif args == ["die"] and loaded:
    os.kill(os.getppid(), 9)
elif args == ["wait"]:
    time.sleep(60)
else:
    print(loaded, os.environ["SOURCE_DATE_EPOCH"], flush=True)
    print(*args, file=sys.stderr)
    sys.exit("bad" if args == ["fail"] else 3)
`;

/** The script as a command, the loaded process, and functions that run both. */
function started(t: ExecutionContext, text = `#!/usr/bin/env python3\n${script}`) {
  const directory = mkdtempSync(join(tmpdir(), "warm-"));
  const path = join(directory, "xml2rfc");
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  const warm = new WarmXml2rfc(path);
  t.teardown(async () => {
    await warm.close();
    rmSync(directory, { recursive: true, force: true });
  });
  const run = (args: readonly string[], signal?: AbortSignal) => warm.run(path, args, { ...process.env, SOURCE_DATE_EPOCH: "7" }, signal);
  return { warm, run };
}

test("runs the loaded script with arguments and environment, and returns its output and status", async (t) => {
  const { warm, run } = started(t);
  t.true(await warm.ready);
  const ended = await Promise.all([run(["a", "b"]), run(["c"]), run(["fail"])]);
  t.deepEqual(ended, [
    { output: "1 7\na b\n", status: 3 },
    { output: "1 7\nc\n", status: 3 },
    { output: "1 7\nfail\nbad\n", status: 1 },
  ]);
});

test("aborts one run and continues with others", async (t) => {
  const { warm, run } = started(t);
  t.true(await warm.ready);
  const controller = new AbortController();
  const ended = run(["wait"], controller.signal);
  t.deepEqual(await run(["a"]), { output: "1 7\na\n", status: 3 });
  controller.abort();
  t.deepEqual(await ended, { output: "", status: -15 });
  t.deepEqual(await run(["b"]), { output: "1 7\nb\n", status: 3 });
});

test("runs the ordinary command when the loaded one dies", async (t) => {
  const { warm, run } = started(t);
  t.true(await warm.ready);
  const ended = run(["die"]);
  t.deepEqual([await ended, await run(["b"])], [{ output: "0 7\ndie\n", status: 3 }, { output: "0 7\nb\n", status: 3 }]);
});

test("runs the ordinary command if the script is not xml2rfc, or not Python", async (t) => {
  for (const text of ["#!/usr/bin/env python3\nprint('no')\n", "#!/bin/sh\necho no\n"]) {
    const { warm, run } = started(t, text);
    t.deepEqual([await warm.ready, await run([])], [false, { output: "no\n", status: 0 }]);
  }
});

test("runs nothing after its close, which waits for the process", async (t) => {
  const { warm, run } = started(t);
  t.true(await warm.ready);
  const ended = run(["wait"]);
  await warm.close();
  t.throws(() => process.kill(warm.pid ?? 0, 0), { code: "ESRCH" });
  t.deepEqual([await ended, await run(["a"])], [{ output: "", status: "SIGTERM" }, { output: "", status: "SIGTERM" }]);
});
