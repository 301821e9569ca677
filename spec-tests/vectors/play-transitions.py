"""Plays the session vectors on the table of transitions, as far as the table decides: `python3 play-transitions.py [FOLDER]`.

A world is a state with the facts that the table names. Where the table does not tell what happens (whether octets are a
fault, whether a timer expires, whether an unknown guard holds), every possibility is a world. A step keeps the worlds whose
actions explain its effects: ends and resets of the stream, and events of the application. A case without a world is wrong.
"""

import json
import pathlib
import sys
from collections import namedtuple

FOLDER = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parent
TABLE = json.loads((FOLDER / "transitions.json").read_text())
World = namedtuple("World", "state peer ended own unread seen", defaults=("", False, "", b"", ()))
SHOWN = {"send-end-stream": "end", "send-refusal": "end", "refuse-content": "end", "refuse-undecided": "end", "reset-cancel": "CANCEL",
         "announce-open": "open", "refuse-message": "taken", "report-failed": "failed",
         "report-clean": "clean", "report-unclean": "unclean", "report-abnormal": "abnormal"}  # fmt: skip
OWN = {"queue-clos": "CLOS", "queue-answer": "CLOS", "queue-plain-clos": "CLOS", "queue-fault": "fault", "queue-framing-fault": "fault"}
EVENTS = {"connect": ["request"], "trailers": ["end-stream"], "lost": ["loss"], "feed": ["octets"], "endStream": ["end-stream"],
          "advance": ["", "ping-lost", "handshake-timeout", "refusal-timeout", "close-timeout"]}  # fmt: skip

NO_EVENTS = ("sent", "told", "withholds", "or", "pause", "resume", "window", "peerWindow")


def octets(text):
    """Returns octets of a case."""
    return bytes.fromhex(text if isinstance(text, str) else text["repeat"] * text["count"])


def frame(stream):
    """Returns the event of the first frame and the octets behind it; None if the frame is incomplete."""
    size = {0xFE: 3, 0xFF: 5}.get(stream[0], 1) if stream else 1
    end = size + (int.from_bytes(stream[1:size], "little") if size > 1 else stream[0] if stream else 1)
    if len(stream) < max(end, size + 1):
        return None
    kind, payload = stream[size] & 3, stream[size + 1 : end]
    event = ("message", "message", "clos" if payload[:4] == b"CLOS" else "error", "pong" if payload[:1] == b"\1" else "ping")[kind]
    return event, stream[end:]


def fire(role, world, event):
    """Returns the worlds after an event; none if the event has no row."""
    found = set()
    for row in TABLE["transitions"]:
        if role not in row["roles"] or (row["from"], row["event"]) != (world.state, event):
            continue
        ended = world.ended or event == "end-stream"
        known = {None: True, "peer-clos": world.peer == "CLOS", "peer-error": world.peer != "", "peer-open": not ended}
        holds = known.get(row.get("guard"))
        if holds is not False:
            found |= act(role, world._replace(ended=ended), row, event)
        if holds:
            break
    return found


def act(role, world, row, event):
    """Returns the worlds after the actions of a row."""
    actions = row["actions"]
    shown = [SHOWN[action] for action in actions if action in SHOWN]
    shown += ["NO_ERROR"] if "reset-no-error" in actions and not world.ended else []
    own = next((OWN[action] for action in actions if action in OWN), world.own)
    peer = ("CLOS" if event == "clos" else "error") if "keep-code" in actions else world.peer
    unread = b"" if "discard" in actions else world.unread
    world = World(row["to"], peer, world.ended, own, unread, world.seen + tuple(shown))
    if "check-request" in actions:
        return {world._replace(seen=("decide",)), *fire(role, world, "refuse")}
    if "queue-message" in actions:  # the peer's message limit, which the table does not know, may refuse the message
        return {world, world._replace(seen=(*world.seen, "taken"))}
    return read(role, world) if "parse" in actions else {world}


def read(role, world):
    """Returns the worlds after the frames of the unread octets. Any of them may be a fault, and any may exceed a limit."""
    done, todo = set(), {world}
    while todo:
        world = todo.pop()
        rows = [row for row in TABLE["transitions"] if role in row["roles"] and (row["from"], row["event"]) == (world.state, "octets")]
        if not any("parse" in row["actions"] for row in rows) or world.peer != "" or world.unread == b"":
            done.add(world)
            continue
        done |= fire(role, world._replace(unread=b""), "fault")
        if world.unread[0] == 0:  # no frame has this Length, so the octets are a fault
            continue
        first = frame(world.unread)
        if first is None:
            done.add(world)
            continue
        for each in {world, *(fire(role, world, "close") if world.state == "open" else ())}:
            todo |= {after._replace(unread=first[1]) for after in fire(role, each._replace(unread=b""), first[0])}
    return done


def step(role, world, given, out):
    """Returns the worlds after the input of a step; `out` is the own error frame if it has gone out."""
    ended = world.ended or ("headers" in given and "endStream" in given)
    worlds = {world._replace(seen=(), unread=world.unread + octets(given.get("feed", "")), ended=ended)}
    for name in given:
        events = ["request" if role == "server" else "headers"] if name == "headers" else EVENTS.get(name, [name])
        if name in NO_EVENTS or (name == "endStream" and "headers" in given):
            continue
        worlds = set().union(*({each} if event == "" else fire(role, each, event) for each in worlds for event in events))
    if out is None:
        return worlds
    matching = {each for each in worlds if each.own == out}
    waits = ("flushing", "draining", "faulting")
    return set().union(*(fire(role, each, "flushed") if each.state in waits else {each} for each in matching))


def effects(of, paused):
    """Returns the effects of a step that the table knows; a paused application may receive its report later."""
    shown = ["end" if "endStream" in each else each["reset"] for each in of.get("sent", ()) if "endStream" in each or "reset" in each]
    for event in of.get("told", ()):
        closed = event.get("closed")
        name = next(iter(event))
        if closed is not None:
            name = "clean" if closed["wasClean"] else "abnormal" if closed["code"] == 1006 else "unclean"
        shown += [name] if name != "message" else []
    return sorted(each for each in shown if not paused or each not in ("clean", "unclean", "abnormal"))


def play(role, steps):
    """Returns the number of the first step that the table does not explain; 0 if it explains all."""
    worlds, sent = {World(TABLE["initial"][role])}, b""
    paused = any("pause" in given for given in steps)
    for number, given in enumerate(steps, 1):
        kept = set()
        for expected in (given, *given.get("or", ())):
            rest, last = sent + b"".join(octets(each["wire"]) for each in expected.get("sent", ()) if "wire" in each), None
            while rest and (found := frame(rest)):
                last = None if found[0] not in ("clos", "error") else "CLOS" if found[0] == "clos" else "fault"
                rest = found[1]
            after = set().union(*(step(role, world, given, last) for world in worlds))
            wanted = effects(expected, paused)
            kept |= {each for each in after if effects({"told": [{name: {}} for name in each.seen]}, paused) == wanted}
        worlds, sent = kept, sent + b"".join(octets(each["wire"]) for each in given.get("sent", ()) if "wire" in each)
        if not worlds:
            return number
    return 0


failed = played = 0
for path in sorted(FOLDER.glob("*/session.json")):
    for group in json.loads(path.read_text())["groups"]:
        for case in group["cases"]:
            played += 1
            if number := play(group["config"]["role"], case["steps"]):
                failed += 1
                print(f"{case['id']}: the table does not explain step {number}: {json.dumps(case['steps'][number - 1])[:200]}")
print(f"{played} cases played, {failed} failed")
sys.exit(failed > 0)
