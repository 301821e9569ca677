"""Keeps xml2rfc loaded, and runs it in a fork of itself for each request: python3 warm.py SCRIPT.

SCRIPT is the script of the command xml2rfc. The first run, `xml2rfc --version`, loads all modules; then the output has
the line "ready". Each line of the input is a request: {"id": 1, "args": [...], "env": {...}} runs the script,
{"id": 1, "end": true} ends a run. Each run gives a line {"id": 1, "status": 0, "output": "..."}; after a signal, the
status is the negative number of the signal. The end of the input ends the program.
"""
import contextlib
import gc
import io
import json
import os
import runpy
import selectors
import signal
import sys


def run_script(script, args):
    """Runs the script as the interpreter does, and returns its exit code."""
    sys.argv = [script, *args]
    try:
        runpy.run_path(script, run_name="__main__")
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        print(end.code, file=sys.stderr)
        return 1
    return 0


def load(script):
    """Loads the modules of the script. A plain script also finds modules in its own folder."""
    if not sys.flags.isolated:
        sys.path[0] = os.path.dirname(os.path.realpath(script))
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        status = run_script(script, ["--version"])
    if status != 0 or not printed.getvalue().startswith("xml2rfc "):
        sys.exit(f"{script} is not xml2rfc")
    gc.collect()
    gc.freeze()


def child(script, request, output):
    """Runs the script in the fork, with its output to the parent, and ends."""
    status = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for source, target in ((nothing, 0), (output, 1), (output, 2)):
            os.dup2(source, target)
        os.environ.update(request.get("env", {}))
        gc.disable()
        status = run_script(script, request["args"])
    except BaseException:  # the traceback is the output
        sys.excepthook(*sys.exc_info())
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status & 0xFF)


class Server:
    """Serves requests, each in a fork of its own."""

    def __init__(self, script):
        self.script = script
        self.waiting = selectors.DefaultSelector()
        self.input = b""
        self.pids = {}

    def start(self, request):
        """Forks, and registers the output of the fork."""
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            child(self.script, request, writing)
        os.close(writing)
        self.pids[request["id"]] = pid
        self.waiting.register(reading, selectors.EVENT_READ, (request["id"], bytearray()))

    def read(self, file, number, output):
        """Reads the output of a fork, and writes the reply at its end."""
        octets = os.read(file, 65536)
        output += octets
        if octets:
            return
        self.waiting.unregister(file)
        os.close(file)
        status = os.waitpid(self.pids.pop(number), 0)[1]
        code = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
        answer = {"id": number, "status": code, "output": output.decode("utf-8", "replace")}
        print(json.dumps(answer), flush=True)

    def take(self, line):
        """Handles one request."""
        request = json.loads(line)
        if not request.get("end"):
            self.start(request)
        elif request["id"] in self.pids:
            os.kill(self.pids[request["id"]], signal.SIGTERM)

    def serve(self):
        """Serves until the input ends."""
        self.waiting.register(0, selectors.EVENT_READ)
        while True:
            for key, _ in self.waiting.select():
                if key.data is not None:
                    self.read(key.fd, *key.data)
                    continue
                octets = os.read(0, 65536)
                if not octets:
                    return
                *lines, self.input = (self.input + octets).split(b"\n")
                for line in lines:
                    self.take(line)

    def close(self):
        """Ends all runs."""
        for pid in self.pids.values():
            os.kill(pid, signal.SIGTERM)


def main():
    script = sys.argv[1]
    if not hasattr(os, "fork"):
        sys.exit("this system has no fork")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the watcher handles Ctrl-C
    load(script)
    print("ready", flush=True)
    server = Server(script)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        server.serve()
    finally:
        server.close()


main()
