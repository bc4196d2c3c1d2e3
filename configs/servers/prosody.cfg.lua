-- Prosody 0.12 and 13: what belongs into prosody.cfg.lua for the IRC gateway.
-- "prosodyctl check" afterwards, then a restart: a reload brings neither new components nor modules.

-- In the global part, before the first VirtualHost.
-- Where components connect; these are the defaults: the same machine only, no TLS. For a gateway
-- on another machine use a tunnel: Prosody offers no TLS to components.
component_ports = { 5347 }
component_interfaces = { "127.0.0.1", "::1" }

-- At the end.
Component "irc.example.org"
	-- The secret of [component] in irc.toml. On Prosody 13 rather a file of its own:
	-- component_secret = FileLine("/etc/prosody/irc-secret")
	component_secret = "change-me"

	-- A gateway that was cut off comes back at once, instead of being refused until Prosody has
	-- noticed that the old connection is dead.
	component_conflict_resolve = "kick_old"

	-- Shown in service discovery also while the gateway is down.
	name = "IRC"

	-- Not less than max-stanza-size in irc.toml.
	-- component_stanza_size_limit = 512 * 1024

-- What the gateway may do in the name of users (XEP-0356). Without it contacts are suggested to
-- clients or ask for a subscription, what users write elsewhere (another IRC client, a mail
-- program) is not shown as theirs, and there are no bookmarks of rooms. mod_privilege is in
-- prosody-modules: these lines into the VirtualHost, and modules_enabled = { "privilege" } into the
-- Component above. They concern all users of that host.
-- modules_enabled = { "privilege" }
-- privileged_entities = {
-- 	["irc.example.org"] = {
-- 		roster = "both";
-- 		message = "outgoing";
-- 		iq = {
-- 			["http://jabber.org/protocol/pubsub"] = "both"; -- bookmarks, and what was read
-- 			["urn:xmpp:http:upload:0"] = "get"; -- files, if uploads are for users only
-- 		};
-- 	};
-- }

-- Files for users go to the server's upload service if that takes them from the gateway: this line
-- goes into the Component of "http_file_share" that is there already.
-- http_file_share_access = { "example.org"; "irc.example.org" }
