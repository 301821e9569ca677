import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import test, { type ExecutionContext } from "ava";

import { findPeers } from "../../../../scripts/interop/matrix/find-peers.ts";

function folderOf(t: ExecutionContext, peer: object): string {
  const root = mkdtempSync(join(tmpdir(), "peers-"));
  t.teardown(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, "x"));
  mkdirSync(join(root, "no-peer"));
  writeFileSync(join(root, "x", "peer.json"), JSON.stringify(peer));
  return root;
}

const peer = {
  name: "x",
  version: "1",
  language: "JavaScript",
  about: "A script.",
  versionArguments: ["-p", "'node 1'"],
  needs: "a program",
  server: "{program} server.js",
  client: "{program} client.js {url}",
};

test("fills in the first program that can run a peer, and the version that it prints; readers see the preferred program", (t) => {
  const root = folderOf(t, { ...peer, programs: ["no-such-program-here", "false", "node"] });
  const found = {
    ...{ name: "x", version: "1", language: "JavaScript", runtime: "node 1", server: "node server.js", client: "node client.js {url}" },
    source: { folder: join(root, "x"), about: "A script.", needs: "a program" },
    start: { server: "no-such-program-here server.js", client: "no-such-program-here client.js {url}" },
  };
  t.deepEqual(findPeers(root), { peers: [found], absent: [] });
});

test("names the software that a peer lacks", (t) => {
  const root = folderOf(t, { ...peer, programs: ["no-such-program-here", "false"] });
  t.deepEqual(findPeers(root), { peers: [], absent: ["The live peer x was not tested: it needs a program."] });
});

test("names a peer.json that does not match its schema", (t) => {
  const root = folderOf(t, { ...peer, programs: [] });
  t.throws(() => findPeers(root), { name: "FileError", message: /x\/peer\.json: programs: / });
});

test("reads the peers of this repository", (t) => {
  const { peers, absent } = findPeers("spec-tests/peers");
  t.is(peers.length + absent.length, 1);
});
