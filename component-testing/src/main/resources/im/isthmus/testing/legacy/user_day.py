"""A user's whole life with a gateway, by slixmpp: from registering to leaving for good.

Usage: user_day.py JID PASSWORD PORT GATEWAY CONTACT ROOM SECRET
The account on the network is called alice and has the password SECRET. What the other side has to
do for this is done by whoever started it. Prints what it saw, a line each; ends with status 0 if
everything came.
"""

import asyncio
import base64
import hashlib
import sys
import uuid

import slixmpp
from slixmpp.xmlstream.handler import Callback
from slixmpp.xmlstream.matcher import StanzaPath

PLUGINS = (
    "xep_0004", "xep_0030", "xep_0045", "xep_0050", "xep_0054", "xep_0059", "xep_0060", "xep_0077",
    "xep_0084", "xep_0115", "xep_0184", "xep_0203", "xep_0308", "xep_0313", "xep_0333", "xep_0444",
)
PATIENCE = 30
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=")


class Day(slixmpp.ClientXMPP):
    def __init__(self, jid, password, gateway, contact, room, secret):
        super().__init__(jid, password)
        self.gateway, self.contact = slixmpp.JID(gateway), slixmpp.JID(contact)
        self.room, self.secret = slixmpp.JID(room), secret
        self.status = 1
        self.seen, self.news = [], asyncio.Event()
        for plugin in PLUGINS:
            self.register_plugin(plugin)
        self.plugin["feature_mechanisms"].unencrypted_plain = True
        for event in ("message", "message_error", "groupchat_message", "receipt_received", "marker_displayed",
                      "message_correction", "reactions", "presence"):
            self.add_event_handler(event, lambda stanza, name=event: self.note(name, stanza))
        # Of rooms, slixmpp tells nothing by events once it has left them itself.
        self.register_handler(Callback("goes", StanzaPath("presence@type=unavailable"),
                                       lambda stanza: self.note("goes", stanza)))
        self.add_event_handler("session_start", self.start)
        self.add_event_handler("failed_auth", lambda _: self.disconnect())

    def note(self, name, stanza):
        self.seen.append((name, stanza))
        self.news.set()

    async def sees(self, name, of, wanted=lambda _: True):
        """Waits for the first of these events from somebody that is as wanted."""
        async def look():
            while True:
                for seen, stanza in self.seen:
                    if seen == name and stanza["from"].bare == of and wanted(stanza):
                        return stanza
                self.news.clear()
                await self.news.wait()
        try:
            return await asyncio.wait_for(look(), PATIENCE)
        except asyncio.TimeoutError:
            raise LookupError("no %s from %s; seen: %s" % (
                name, of, [(seen, str(stanza)) for seen, stanza in self.seen])) from None

    async def start(self, _):
        try:
            self.send_presence()
            await self.get_roster()
            await self.registers()
            await self.chats()
            await self.enters()
            await self.commands()
            await self.pictures()
            await self.unregisters()
            self.status = 0
        except Exception as problem:
            print("failed:", repr(problem), flush=True)
        finally:
            self.disconnect()

    async def registers(self):
        form = await self.plugin["xep_0077"].get_registration(jid=self.gateway)
        print("asked for:", sorted(form["register"]["fields"]), flush=True)
        iq = self.make_iq_set(ito=self.gateway)
        iq["register"]["username"], iq["register"]["password"] = "alice", self.secret
        await iq.send()
        await self.sees("presence", self.gateway, lambda p: p["type"] == "available")
        here = await self.sees("presence", self.contact, lambda p: p["show"])
        print("presence:", here["show"], here["status"], flush=True)
        item = self.client_roster[self.contact]
        print("roster:", item["subscription"], flush=True)

    async def chats(self):
        hello = self.make_message(self.contact, "helo", mtype="chat")
        hello["id"] = "m-" + uuid.uuid4().hex
        hello["request_receipt"] = True
        hello.enable("markable")
        hello.send()
        await self.sees("receipt_received", self.contact, lambda m: m["receipt"] == hello["id"])
        await self.sees("marker_displayed", self.contact, lambda m: m["displayed"]["id"] == hello["id"])
        print("received and displayed", flush=True)
        better = self.make_message(self.contact, "hello", mtype="chat")
        better["replace"]["id"] = hello["id"]
        better.send()
        theirs = await self.sees("message", self.contact, lambda m: m["body"] == "teea?")
        fixed = await self.sees("message_correction", self.contact, lambda m: m["body"] == "tea?")
        print("corrects itself:", fixed["replace"]["id"] == theirs["id"], flush=True)
        self.plugin["xep_0333"].send_marker(self.contact, theirs["id"], "displayed")
        self.plugin["xep_0444"].send_reactions(self.contact, theirs["id"], ["🍵"])
        liked = await self.sees("reactions", self.contact)
        print("reacts:", liked["reactions"]["id"] == hello["id"],
              sorted(liked["reactions"].get_values()), flush=True)

    async def enters(self):
        muc = self.plugin["xep_0045"]
        await muc.join_muc_wait(self.room, "alice", timeout=PATIENCE)
        print("there:", sorted(muc.get_roster(self.room)), flush=True)
        self.send_message(self.room, "one lump", mtype="groupchat")
        await self.sees("groupchat_message", self.room, lambda m: m["body"] == "one lump")
        await self.sees("groupchat_message", self.room, lambda m: m["body"] == "or two?")
        self.seen.clear()
        muc.leave_muc(self.room, "alice")
        await self.sees("goes", self.room)
        self.seen.clear()
        muc.join_muc(self.room, "alice", maxhistory="20")
        late = await self.sees("groupchat_message", self.room, lambda m: m["body"] == "or two?")
        print("history:", late["from"].resource, late["delay"]["stamp"] is not None, flush=True)
        said = []
        async for message in self.plugin["xep_0313"].iterate(self.room, rsm={"max": 1}):
            inner = message["mam_result"]["forwarded"]["stanza"]
            said.append((inner["from"].resource, inner["body"]))
        print("archive:", said, flush=True)

    async def commands(self):
        adhoc = self.plugin["xep_0050"]
        listed = await adhoc.get_commands(self.gateway)
        nodes = [each[1] for each in listed["disco_items"]["items"]]
        print("commands:", "language" in nodes, "sessions" in nodes, flush=True)
        asked = (await adhoc.send_command(self.gateway, "language"))["command"]
        form = asked["form"]
        form["type"] = "submit"
        form["values"] = {"language": "de"}
        done = (await adhoc.send_command(self.gateway, "language", action="complete",
                                         payload=form, sessionid=asked["sessionid"]))["command"]
        print("command:", done["status"], done["notes"][0][1], flush=True)
        print("german:", await self.says("xyzzy"), flush=True)
        print("in chat:", await self.says("language en"), flush=True)
        print("english:", await self.says("xyzzy"), flush=True)

    async def says(self, text):
        line = self.make_message(self.gateway, text, mtype="chat")
        line["thread"] = uuid.uuid4().hex
        line.send()
        answer = await self.sees("message", self.gateway, lambda m: m["thread"] == line["thread"])
        return answer["body"]

    async def pictures(self):
        cards = self.plugin["xep_0054"]
        mine = cards.make_vcard()
        mine["FN"] = "Alice"
        mine["PHOTO"]["TYPE"], mine["PHOTO"]["BINVAL"] = "image/png", PICTURE
        await cards.publish_vcard(mine)
        kept = await cards.get_vcard(self.boundjid.bare, cached=False)
        print("my card:", kept["vcard_temp"]["FN"],
              kept["vcard_temp"]["PHOTO"]["BINVAL"] == PICTURE, flush=True)
        card = await cards.get_vcard(self.contact, cached=False)
        photo = card["vcard_temp"]["PHOTO"]["BINVAL"]
        print("card:", card["vcard_temp"]["FN"], card["vcard_temp"]["PHOTO"]["TYPE"], flush=True)
        told = await self.plugin["xep_0060"].get_items(self.contact, "urn:xmpp:avatar:metadata")
        name = told["pubsub"]["items"]["substanzas"][0]["id"]
        answer = await self.plugin["xep_0084"].retrieve_avatar(self.contact, name)
        data = answer["pubsub"]["items"]["substanzas"][0]["avatar_data"]["value"]
        print("avatar:", data == photo, hashlib.sha1(data).hexdigest() == name, flush=True)

    async def unregisters(self):
        self.seen.clear()
        await self.plugin["xep_0077"].cancel_registration(jid=self.gateway)
        await self.sees("goes", self.gateway)
        await self.sees("goes", self.contact)
        while self.client_roster[self.contact]["subscription"] == "both":
            await self.get_roster()
        form = await self.plugin["xep_0077"].get_registration(jid=self.gateway)
        print("registered:", form["register"]["registered"], flush=True)


def main():
    jid, password, port, gateway, contact, room, secret = sys.argv[1:]
    day = Day(jid, password, gateway, contact, room, secret)
    day.connect(("127.0.0.1", int(port)), force_starttls=False, disable_starttls=True)
    day.loop.run_until_complete(asyncio.wait_for(day.disconnected, 120))
    sys.exit(day.status)


if __name__ == "__main__":
    main()
