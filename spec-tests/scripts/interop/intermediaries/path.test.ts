import test from "ava";

import { intermediaries } from "../../../../scripts/interop/intermediaries/catalogue/index.ts";
import { originProtocol, PathError, pathsThrough, readPath } from "../../../../scripts/interop/intermediaries/paths/path.ts";
import type { IntermediarySite } from "../../../../scripts/interop/intermediaries/catalogue/intermediary.ts";

const site: IntermediarySite = { folder: "/F", port: 51111, next: 52222, key: "/K", certificate: "/C", both: "/B", root: false };

test("reads the hops of a path from the client to the origin", (t) => {
  const path = readPath("nghttpx/h2-tls > haproxy/h1", intermediaries);
  t.deepEqual(
    path.hops.map(({ proxy, configuration }) => [proxy.name, configuration.name]),
    [
      ["nghttpx", "h2-tls"],
      ["haproxy", "h1"],
    ],
  );
  t.is(originProtocol(path), "h1");
});

test("the direct path has no hops and uses HTTP/2 over TLS", (t) => {
  const path = readPath("direct", intermediaries);
  t.deepEqual(path.hops, []);
  t.is(originProtocol(path), "h2");
});

const wrong: readonly [id: string, message: RegExp][] = [
  ["squirrel/h2", /^expected a proxy \(nghttpx, .*\), found "squirrel\/h2"$/],
  ["caddy/h9", /^expected caddy\/ and one of h2c, h2-tls, .*, found "caddy\/h9"$/],
  ["caddy/h1 > nginx/grpc", /nginx\/grpc takes h2, but the hop before it uses h1$/],
  ["varnish/h1", /varnish\/h1 takes h2c, but the hop before it uses h2$/],
];

for (const [id, message] of wrong) {
  test(`refuses the path ${id}`, (t) => {
    t.throws(() => readPath(id, intermediaries), { instanceOf: PathError, message });
  });
}

test("every configuration has a path, with a hop in front if it does not take HTTP/2 over TLS", (t) => {
  const ids = pathsThrough(intermediaries).map(({ id }) => id);
  t.is(ids.length, intermediaries.flatMap(({ configurations }) => configurations).length);
  t.is(new Set(ids).size, ids.length);
  t.true(ids.includes("hitch/h2c > varnish/h1"));
  t.true(ids.includes("nghttpx/h1 > squid/h1"));
});

for (const { name, configurations } of intermediaries) {
  for (const configuration of configurations) {
    test(`${name}/${configuration.name} listens on its port and forwards to the next one`, (t) => {
      const text = Object.values(configuration.files(site)).join("\n");
      const args =
        intermediaries
          .find((proxy) => proxy.name === name)
          ?.args(site)
          .join(" ") ?? "";
      t.true(`${text} ${args}`.includes("51111"));
      t.is(text.includes("52222"), configuration.purpose !== "files");
      t.false(/\bFOLDER\b|undefined/.test(text));
    });
  }
}
