"""One end of a connection without sockets, clocks or threads, from the text of the draft.

`client` and `server` hold the two openings (Section 4), `endpoint` what both do once a connection is open (Sections
6.5, 8 and 11). The parts that these are made of know nothing of each other: `outbox` (what waits to go out), `inbox`
(what waits for the application), `liveness` (Section 10), `timeouts` (Section 8.3), `rate` and `limits` (Section 11).

The rules are those of the sections, kept as the few facts that they speak of: which error frames went which way, whether
a fault was found, which side has ended. There is no table of states here, so that Appendix C, which restates the rules
as one, gets a second opinion.
"""
