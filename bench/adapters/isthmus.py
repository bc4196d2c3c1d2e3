"""Isthmus as the gateway under load: writes its configuration and says how to start it.

The contract (NAME, ROOM, IRC_CAPS, VARIANTS, GWBENCH, prepare, cleanup) is the load harness's; see bench/README.md.
"""
import os

NAME = "isthmus"
ROOM = "{chan}%{server}@{domain}"
# What biboumi asks for, so that both do the same work; the stub's time tags are old, and old
# messages are not live ones to the harness.
IRC_CAPS = "multi-prefix"
# Users who are there before the workload's; see ../prelude.py.
GWBENCH = {"prelude": os.environ["BENCH_PRELUDE"], "prelude_wait": 3} if "BENCH_PRELUDE" in os.environ else {}
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VARIANTS = {
    "default": {"warm": 20},  # what a process that runs for months costs; history is on
    "nohist": {"warm": 20, "history": False},
    "cold": {},  # the first minutes of a fresh process, compiler included
    "cold-nohist": {"history": False},
}


def prepare(d, p, v):
    """Writes the configuration into directory d; returns the command that runs in the foreground."""
    config = os.path.join(d, "irc.toml")
    with open(config, "w") as f:
        f.write(
            """gateway = "irc"

[component]
domain = "%(domain)s"
server = "127.0.0.1:%(xport)d"
secret = "%(secret)s"

[store]
url = "jdbc:sqlite:irc.sqlite"

[access]
allow = ["%(userdomain)s"]

[irc.networks."%(ircname)s"]
address = "127.0.0.1:%(iport)d"
tls = "off"
lines-per-second = 0.0
connects-at-once = 0
connect-gap = "0ms"
"""
            % p
        )
        if not v.get("history", True):
            f.write("\n[rooms]\narchive = false\n")
    return [os.path.join(ROOT, "bin", "isthmus"), "run", config]


def cleanup(d, v):
    pass
