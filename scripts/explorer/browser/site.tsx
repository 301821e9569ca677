/**
 * The explorer on the site: with handshakes, sessions and the list of the vectors.
 *
 * @module
 */
import { zodConfig } from "./without-code-generation.ts";

import data from "explorer:data";

import { HandshakePanel } from "./handshake-panel.tsx";
import { mountExplorer } from "./mount.tsx";
import { SessionsPanel } from "./sessions-panel.tsx";
import { findVector } from "./site-vectors.ts";
import { VectorsPanel } from "./vectors-panel.tsx";

/** Replaces the name of a vector of octets in the address by the octets. */
function resolveVector(): void {
  const vector = findVector(new URLSearchParams(location.hash.slice(1)).get("vector") ?? "");
  if (vector?.kind === "octets") location.replace(vector.fragment);
}

const vectorKind = (kind: string) => (fragment: string): boolean =>
  findVector(new URLSearchParams(fragment).get("vector") ?? "")?.kind === kind;

if (zodConfig.jitless === true) resolveVector();
addEventListener("hashchange", resolveVector);
mountExplorer(data, [
  { id: "handshakes", title: "Handshakes", opens: vectorKind("handshake"), render: () => <HandshakePanel /> },
  { id: "sessions", title: "Sessions", opens: vectorKind("session"), render: () => <SessionsPanel data={data} /> },
  { id: "vectors", title: "Vectors", render: () => <VectorsPanel /> },
]);
