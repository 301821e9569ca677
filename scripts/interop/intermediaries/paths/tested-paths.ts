/**
 * The paths of the matrix.
 *
 * @module
 */
import { intermediaries } from "../catalogue/index.ts";
import { type IntermediaryPath, pathsThrough, readPath } from "./path.ts";

/** Chains of two proxies, each of which works alone. */
const chains = [
  "nghttpx/h2-tls > haproxy/h2",
  "nghttpx/h2-tls > haproxy/h2-window",
  "caddy/h2-tls > nginx/grpc",
  "haproxy/h2-tls > apache/h2",
  "haproxy/tcp > nghttpx/h2",
  "nghttpx/h2-tls > nginx/h1-unbuffered",
  "caddy/h2-tls > haproxy/h1-no-delay",
];

/** The direct path, each configuration of each proxy, and some chains. */
export const testedPaths: readonly IntermediaryPath[] = [
  readPath("direct", intermediaries),
  ...pathsThrough(intermediaries),
  ...chains.map((id) => readPath(id, intermediaries)),
];
