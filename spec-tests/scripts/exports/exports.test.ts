import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import test, { type ExecutionContext } from "ava";

import { sensorTelegram } from "../../other-draft/telegram.ts";
import { programArgs } from "../../programs.ts";

function temporaryFolder(t: ExecutionContext): string {
  const folder = mkdtempSync(join(tmpdir(), "exports-"));
  t.teardown(() => rmSync(folder, { recursive: true }));
  return folder;
}

const run = (...args: readonly string[]) => spawnSync(process.execPath, [...programArgs("exports"), ...args], { encoding: "utf8" });

test("writes the exports of any model, and deletes files of registries that are gone", (t) => {
  const folder = temporaryFolder(t);
  const model = join(folder, "model.json");
  writeFileSync(model, JSON.stringify(sensorTelegram));
  mkdirSync(join(folder, "out/registries"), { recursive: true });
  writeFileSync(join(folder, "out/registries/old.csv"), "");
  const { status, stderr } = run(model, "-o", join(folder, "out"), "--only", "registries", "--only", "kaitai");
  t.is(stderr, "");
  t.is(status, 0);
  t.deepEqual(readdirSync(join(folder, "out")).sort(), ["registries", "sensor_telegram.ksy"]);
  t.deepEqual(readdirSync(join(folder, "out/registries")).sort(), ["quantity.csv", "quantity.json"]);
  const first = "Code,Name,Step,Meaning,Reference\r\n0,temperature,0.01 K,Temperature of the air,#quantities\r\n";
  t.true(readFileSync(join(folder, "out/registries/quantity.csv"), "utf8").startsWith(first));
});

test("names what an export cannot express, and writes the others", (t) => {
  const folder = temporaryFolder(t);
  const model = join(folder, "model.json");
  writeFileSync(model, JSON.stringify(sensorTelegram).replaceAll('"name":"remark"', '"name":"7th"'));
  const { status, stderr } = run(model, "-o", folder, "--only", "kaitai", "--only", "registries");
  t.is(status, 1);
  const problem = 'the name "7th" gives no identifier of Kaitai Struct: begin it with a letter';
  t.is(stderr, `${model}: kaitai: telegram.7th: ${problem}\n`);
  t.false(existsSync(join(folder, "sensor_telegram.ksy")));
  t.true(existsSync(join(folder, "registries/quantity.csv")));
});

test("a file that is no model, and an unknown export, are named", (t) => {
  const folder = temporaryFolder(t);
  const file = join(folder, "model.json");
  writeFileSync(file, "{}");
  const notModel = run(file);
  t.is(notModel.status, 2);
  t.is(notModel.stderr, `${file}: is not a model; expected {"format": 1, "name": ..., "elements": {...}}\n`);
  const unknown = run(file, "--only", "pdf");
  t.is(unknown.status, 2);
  t.regex(unknown.stderr, /^\w+(?:\.ts)?: --only: expected one of registries, .*, found pdf\n/);
});
