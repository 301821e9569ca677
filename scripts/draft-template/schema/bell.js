// The wire format of the protocol. The draft shows it, and the test decodes with it.
// reference/layout/README.md of the package websocket2 describes the words of this language.
import { code, describe, registry, rest, struct, uint, utf8 } from "websocket2/layout";

/** What happened at the door. `cite` is the anchor of the section of the draft that defines an element. */
export const kind = registry(
  {
    id: "kind",
    title: "Kinds",
    description: "What happened at the door.",
    cite: "#kinds",
    codeTitle: "Code",
  },
  [
    { code: 0, name: "ring", meaning: "The button was pressed", cite: "#kinds" },
    { code: 1, name: "knock", meaning: "The door was knocked at", cite: "#kinds" },
  ],
);

/** The one message of the protocol. */
export const bell = struct({
  id: "bell",
  title: "Bell Message",
  description: "Says that a visitor stands at the door.",
  cite: "#bell-message",
  fault: "bad-bell",
})
  .field("kind", code(8, kind), { description: "What happened.", cite: "#kinds" })
  .field("volume", uint(8, { most: 10 }), { description: "How loud the chime sounds.", cite: "#bell-message" })
  .field("visitor", utf8(rest, { most: 60 }), { description: "The name of the visitor; empty if it is not known.", cite: "#bell-message" });

export default describe("Doorbell", [kind, bell]);
