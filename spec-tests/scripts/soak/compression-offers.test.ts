import test from "ava";

import { compressionMethod } from "../../../reference/schema/index.ts";
import { anyCompression, compressionOffers } from "../../../scripts/soak/compression-offers.ts";

const methods = compressionMethod.names.filter((name) => name !== "none");

test("soaks run without compression and with each method of the registry", (t) => {
  const remedy = "scripts/soak/compression-offers.ts: take the methods from the schema of websocket2-compression";
  t.deepEqual(
    compressionOffers.map((offer) => Object.keys(offer ?? {})),
    [[], ...methods.map((method) => [method])],
    remedy,
  );
  t.deepEqual(Object.keys(anyCompression), methods, remedy);
});
