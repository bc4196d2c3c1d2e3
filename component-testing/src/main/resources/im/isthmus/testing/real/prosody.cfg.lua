-- A private Prosody for tests and the demo: everything in one folder, everything on 127.0.0.1.
daemonize = false
data_path = "${home}/data"
interfaces = { "127.0.0.1" }
local_interfaces = { "127.0.0.1" }
use_ipv6 = false
c2s_ports = { ${clientPort} }
c2s_direct_tls_ports = { ${clientTlsPort} }
component_ports = { ${componentPort} }
component_interfaces = { "127.0.0.1" }
http_ports = { ${httpPort} }
http_interfaces = { "127.0.0.1" }
https_ports = {}
s2s_ports = {}
s2s_direct_tls_ports = {}
legacy_ssl_ports = {}
modules_disabled = { "s2s" }
admin_socket = "${home}/prosody.sock"
plugin_paths = { "/usr/lib/prosody/modules" }

modules_enabled = {
  "roster"; "saslauth"; "tls"; "disco"; "carbons"; "pep"; "private"; "blocklist"; "vcard4";
  "vcard_legacy"; "bookmarks"; "mam"; "ping"; "time"; "version"; "smacks"; "csi_simple"; "offline";
  "bosh"; "websocket"; "admin_shell"; "adhoc"; "user_account_management"; ${privilege}
}
authentication = "internal_plain"
storage = "internal"

-- Nobody else can listen on loopback, so a test may log in without TLS.
c2s_require_encryption = false
allow_unencrypted_plain_auth = true
consider_bosh_secure = true
consider_websocket_secure = true
ssl = { certificate = "${home}/cert.pem"; key = "${home}/key.pem" }
http_default_host = "${domain}"
http_external_url = "http://127.0.0.1:${httpPort}/"
limits = { c2s = { rate = "10mb/s" }; component = { rate = "10mb/s" } }
log = { debug = "${home}/prosody.own.log"; info = "*console" }
privileged_entities = ${privileges}

VirtualHost "${domain}"
  disco_items = { { "upload.${domain}" }; { "rooms.${domain}" } }
  privileged_entities = ${privileges}

Component "rooms.${domain}" "muc"
  modules_enabled = { "muc_mam" }
  restrict_room_creation = false

-- A component gets no upload slot unless it is named here.
Component "upload.${domain}" "http_file_share"
  http_host = "${domain}"
  http_file_share_size_limit = 10 * 1024 * 1024
  http_file_share_access = { "${domain}"; ${uploaders}}

${components}
${extra}
