/**
 * The paths of the matrix.
 *
 * @module
 */
import { proxies } from "../proxies/catalogue/index.ts";
import { type Path, pathsOf, readPath } from "../proxies/path.ts";

/** Two proxies in a row, each of which works alone. */
const rows = [
  "nghttpx/h2-tls > haproxy/h2",
  "nghttpx/h2-tls > haproxy/h2-window",
  "caddy/h2-tls > nginx/grpc",
  "haproxy/h2-tls > apache/h2",
  "haproxy/tcp > nghttpx/h2",
  "nghttpx/h2-tls > nginx/h1-unbuffered",
  "caddy/h2-tls > haproxy/h1-no-delay",
];

/** The direct way, each configuration of each proxy, and some in a row. */
export const paths: readonly Path[] = [readPath("direct", proxies), ...pathsOf(proxies), ...rows.map((id) => readPath(id, proxies))];
