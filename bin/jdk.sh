# shellcheck shell=bash
# Sourced by the scripts beside it: sets JAVA_HOME to a JDK 25 or newer, or says what to do.
#
# Looked for in JAVA_HOME, PATH, the folders where systems and tools put JDKs, in this order. On
# Debian 13 and later, as root, it is installed if there is none.

isthmus_jdk_wanted=25

# isthmus_jdk_version FOLDER: the major version of the JDK there; nothing if there is no JDK.
isthmus_jdk_version() {
  [ -x "$1/bin/javac" ] || return 0
  sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

# isthmus_find_jdk: its folder; if there is none that is new enough, an older one in words, and status 1.
isthmus_find_jdk() {
  local folder version javac="" older=""
  javac=$(command -v javac 2>/dev/null) && javac=$(readlink -f "$javac")
  for folder in "${JAVA_HOME:-/nowhere}" "${javac%/bin/javac}" /usr/lib/jvm/* "${HOME:-}"/.sdkman/candidates/java/* \
    "${HOME:-}"/.jdks/* "${HOME:-}"/.local/share/mise/installs/java/* /opt/*jdk* /opt/java/*; do
    version=$(isthmus_jdk_version "$folder")
    if [ "${version:-0}" -ge $isthmus_jdk_wanted ]; then
      echo "$folder"
      return 0
    fi
    [ -z "$version" ] || older=${older:-"; JDK $version in $folder is too old"}
  done
  echo "$older"
  return 1
}

if ! isthmus_found=$(isthmus_find_jdk); then
  jdk_package=openjdk-25-jdk-headless
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null &&
    { apt-cache show $jdk_package || { apt-get -q update && apt-cache show $jdk_package; }; } >/dev/null 2>&1; then
    echo "isthmus: installing $jdk_package" >&2
    DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 \
      install --no-install-recommends $jdk_package >&2 || exit 1
  fi
fi
if [ ! -d "$isthmus_found" ] && ! isthmus_found=$(isthmus_find_jdk); then
  echo "isthmus: a JDK $isthmus_jdk_wanted or newer is needed$isthmus_found. Install openjdk-25-jdk-headless (Debian 13) or Temurin 25, or set JAVA_HOME to one." >&2
  exit 1
fi
export JAVA_HOME=$isthmus_found
