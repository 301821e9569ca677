"""One endpoint of a connection without sockets, clocks or threads, written from the text of the draft.

`client` and `server` implement the openings (Section 4), `endpoint` the open connection (Sections 6.5, 8 and 11). They
use independent modules: `outbox` (frames to send), `inbox` (messages for the application), `liveness` (Section 10),
`timeouts` (Section 8.3), `rate` and `limits` (Section 11).

The state consists of the facts that the sections use: which error frames were sent and received, whether a fault was
found, and which side has ended. The endpoint has no state table, so it is a second opinion on `transitions.json`, which restates
the rules as a state machine.
"""
