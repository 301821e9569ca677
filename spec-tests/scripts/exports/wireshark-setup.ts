/** The dissector of WebSocket2 in a folder for tests. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import test, { type ExecutionContext } from "ava";

import { websocket2 } from "../../../reference/schema/index.ts";
import { wiresharkDissector } from "../../../scripts/exports/wireshark/dissector.ts";
import { dissect, findTshark, type Shown, type Tshark } from "./tshark.ts";

/** The installed tshark. */
export const tshark = findTshark(process.env);

type Declare = (title: string, run: (t: ExecutionContext) => Promise<void>) => void;

/** Declares a test, or a skipped test whose title has the reason. */
const declare = (reason: string | undefined): Declare => {
  return (title, run) => (reason === undefined ? test(title, run) : test.skip(`${title} (${reason})`, run));
};

const missing = tshark === undefined ? "no tshark 4.0 or newer here that loads plugins" : undefined;

/** Declares a test that needs tshark. */
export const withTshark = declare(missing);

/** Declares a test of a second pass, in which versions under 4.2 show wrong results. */
export const inTwoPasses = declare(missing ?? (tshark?.twoPasses === true ? undefined : "needs tshark 4.2 or newer"));

/** A folder that tshark can read as another user. */
export const folder = mkdtempSync(join(tmpdir(), "websocket2-wireshark-"));
chmodSync(folder, 0o755);
test.after.always(() => rmSync(folder, { recursive: true }));

/** Writes a file into the folder and returns its path. */
export function writeTestFile(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

let captures = 0;
const script = writeTestFile("websocket2.lua", wiresharkDissector(websocket2));

/** Returns what tshark shows of WebSocket2 in a capture; port 8080 is cleartext HTTP/2. */
export function shown(capture: Uint8Array, ...options: readonly string[]): Promise<Shown> {
  const file = writeTestFile(`capture-${captures++}.pcapng`, capture);
  return dissect(tshark as Tshark, {
    scripts: [script],
    capture: file,
    protocols: ["websocket2"],
    options: ["-d", "tcp.port==8080,http2", ...options],
  });
}
