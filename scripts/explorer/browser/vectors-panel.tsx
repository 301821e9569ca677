/**
 * The panel of vectors: all of them, with links that open them.
 *
 * @module
 */
import type { VNode } from "preact";
import { useMemo, useState } from "preact/hooks";

import { allVectors, type SiteVector } from "./site-vectors.ts";

/** The vectors that are listed at once. */
const MAX_ENTRIES = 100;

/** Returns the address that opens a vector. */
function linkOf(vector: SiteVector): string {
  return vector.kind === "octets" ? vector.fragment : `#vector=${vector.id}`;
}

/** The panel of vectors. */
export function VectorsPanel(): VNode {
  const [words, setWords] = useState("");
  const [most, setMost] = useState(MAX_ENTRIES);
  const found = useMemo(() => {
    const parts = words.toLowerCase().split(/\s+/);
    return allVectors().filter(({ id, comment }) => parts.every((part) => `${id} ${comment}`.toLowerCase().includes(part)));
  }, [words]);
  return (
    <>
      <div class="field">
        <label for="vector-filter">Words in the name or the comment</label>
        <input id="vector-filter" type="search" value={words}
          onInput={(event) => (setWords(event.currentTarget.value), setMost(MAX_ENTRIES))} />
      </div>
      <p role="status">{found.length} of {allVectors().length} vectors</p>
      <ul class="vector-list">
        {found.slice(0, most).map((vector) => (
          <li><a href={linkOf(vector)}>{vector.id}</a>{vector.comment !== "" && <span class="description">{vector.comment}</span>}</li>
        ))}
      </ul>
      {found.length > most && <button type="button" onClick={() => setMost(found.length)}>Show {found.length - most} more</button>}
    </>
  );
}
