"""One endpoint of a connection without sockets, clocks or threads, written from the text of the draft.

`client` and `server` implement the openings (Section "Opening Handshake"), `endpoint` the open connection (Sections "Ping", "Closing" and "Limits"). They
use independent modules: `outbox` (frames to send), `inbox` (messages for the application), `liveness` (Section "Liveness"),
`timeouts` (Section "Timers"), `rate` and `limits` (Section "Limits").

The state consists of the facts that the sections use: which error frames were sent and received, whether a fault was
found, and which side has ended. The endpoint has no state table, so it is a second opinion on `transitions.json`, which restates
the rules as a state machine.
"""
