import test from "ava";

import { headersObject } from "../../../../reference/http2/api/headers-object.ts";

/** Returns `Headers` with `append` as in the Fetch Standard: commas join the lines of every field. Node.js makes an exception of `cookie`. */
function standardHeaders(): Headers {
  const headers = new Headers();
  const append = (name: string, value: string): void => {
    const known = headers.get(name);
    headers.set(name, known === null ? value : `${known}, ${value}`);
  };
  return Object.defineProperty(headers, "append", { value: append });
}

test("lines of cookie are joined by a semicolon on every platform, those of other fields by a comma", (t) => {
  const platform = globalThis.Headers;
  const made = standardHeaders();
  globalThis.Headers = new Proxy(platform, { construct: () => made });
  const lines = [[":path", "/"], ["cookie", "a=1"], ["via", "x"], ["Cookie", "b=2"], ["via", "y"], ["cookie", "c=3"]] as const;
  const headers = headersObject(lines);
  globalThis.Headers = platform;
  t.deepEqual([...headers], [["cookie", "a=1; b=2; c=3"], ["via", "x, y"]]);
});
