"""Prints what users do before a workload starts, so that it meets a process that has worked before.

Usage: prelude.py WORKLOAD > FILE, then BENCH_PRELUDE=FILE in the environment of the harness. {n} and
{domain} are filled in by the harness, once for each user of the workload. The users here are others than
the workload's, and stay.
"""
import sys

ROOM = "%s%%irc.bench@{domain}"
# By workload: channels and how many of the users here enter each, for each user of the workload.
OWN = ["#{n}-%d" % i for i in range(10)]
CHANNELS = {
    "W1-storm-100": OWN,
    "W1-storm-1000": OWN[:1],
    "W1-samechan-200": OWN[:4] + ["#before"],
    "W2-bigjoin-5000": ["#before"] * 30,
}

for number, channel in enumerate(CHANNELS[sys.argv[1]]):
    nick = "v{n}-%d" % number
    sys.stdout.write(
        "<presence from='%s@users.bench.test/r' to='%s/%s'>"
        "<x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x></presence>"
        % (nick, ROOM % channel, nick)
    )
