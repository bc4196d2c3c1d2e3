"""An owner's walk through a room, by slixmpp: enters, speaks, configures, bans, reads the archive.

Usage: room_walk.py JID PASSWORD PORT ROOM NICK WHOM
Prints what it saw, a line each; ends with status 0 if every answer came.
"""

import asyncio
import sys

import slixmpp


class Walk(slixmpp.ClientXMPP):
    def __init__(self, jid, password, room, nick, whom):
        super().__init__(jid, password)
        self.room, self.nick, self.whom = slixmpp.JID(room), nick, whom
        self.status = 1
        for plugin in ("xep_0004", "xep_0030", "xep_0045", "xep_0059", "xep_0313"):
            self.register_plugin(plugin)
        self.plugin["feature_mechanisms"].unencrypted_plain = True
        self.add_event_handler("session_start", self.start)
        self.add_event_handler("failed_auth", lambda _: self.disconnect())

    async def start(self, _):
        try:
            await self.walk()
            self.status = 0
        except Exception as problem:
            print("failed:", repr(problem), flush=True)
        finally:
            self.disconnect()

    async def walk(self):
        muc, mam = self.plugin["xep_0045"], self.plugin["xep_0313"]
        await self.speak(muc)
        form = await muc.get_room_config(self.room)
        print("form:", sorted(form.get_fields()), flush=True)
        form.get_fields()["muc#roomconfig_roomname"]["value"] = "Tea for two"
        form.get_fields()["muc#roomconfig_moderatedroom"]["value"] = True
        await muc.set_room_config(self.room, form)
        info = await self.plugin["xep_0030"].get_info(jid=self.room)
        print("name:", [each[3] for each in info["disco_info"]["identities"]], flush=True)
        print("features:", sorted(info["disco_info"]["features"]), flush=True)

        await muc.set_role(self.room, self.whom, "moderator", reason="Good.")
        print("moderators:", sorted(await muc.get_roles_list(self.room, "moderator")), flush=True)
        address = slixmpp.JID(self.whom + "@" + self.room.domain)
        await muc.set_affiliation(self.room, "outcast", jid=address, reason="Bad.")
        print("outcasts:", [str(each) for each in
                            await muc.get_affiliation_list(self.room, "outcast")], flush=True)

        fields = await mam.get_fields(self.room)
        print("fields:", sorted(fields.get_fields()), flush=True)
        said = []
        async for message in mam.iterate(self.room, rsm={"max": 2}):
            inner = message["mam_result"]["forwarded"]["stanza"]
            said.append((str(inner["from"]), inner["body"]))
        print("archive:", said, flush=True)

    async def speak(self, muc):
        await muc.join_muc_wait(self.room, self.nick, timeout=30)
        seen = asyncio.Event()
        self.add_event_handler(
            "groupchat_message", lambda m: seen.set() if m["body"] == "three" else None)
        for body in ("one", "two", "three"):
            self.send_message(self.room, body, mtype="groupchat")
        await asyncio.wait_for(seen.wait(), 30)
        print("joined", flush=True)


def main():
    jid, password, port, room, nick, whom = sys.argv[1:]
    walk = Walk(jid, password, room, nick, whom)
    walk.connect(("127.0.0.1", int(port)), force_starttls=False, disable_starttls=True)
    walk.loop.run_until_complete(asyncio.wait_for(walk.disconnected, 120))
    sys.exit(walk.status)


if __name__ == "__main__":
    main()
