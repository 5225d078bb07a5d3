# Finds a JDK of release 25 or newer; JAVA_HOME first, then 25 itself, then the oldest of the newer ones.

readonly JDK_RELEASE=25
JDK=''

# The full version of the JDK in a folder, from its release file; nothing when there is no compiler in it.
jdk_version() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([^"]*\)".*/\1/p' "$1/release"
}

# Every folder that may be a JDK, one a line.
jdk_folders() {
  local folders parent javac
  javac=$(command -v javac || true)
  if [ -n "$javac" ]; then dirname "$(dirname "$(readlink -f "$javac")")"; fi
  folders=${HONGTING_JDKS:-/usr/lib/jvm:/opt:/opt/java:/usr/java:${HOME:-}/.sdkman/candidates/java:${HOME:-}/.jdks:${HOME:-}/.local/share/mise/installs/java:${HOME:-}/.asdf/installs/java:${HOME:-}/.jabba/jdk}
  while IFS= read -r -d: parent; do
    if ! [ -d "$parent" ]; then continue; fi
    find -L "$parent" -mindepth 1 -maxdepth 1 -type d 2>/dev/null | sort
  done <<<"$folders:"
}

find_jdk() {
  local folder major best=''
  JDK=''
  if [ -n "${JAVA_HOME:-}" ]; then
    major=$(jdk_version "$JAVA_HOME" | cut -d. -f1)
    if [ "${major:-0}" -ge "$JDK_RELEASE" ]; then
      JDK=$JAVA_HOME
      return
    fi
  fi
  while IFS= read -r folder; do
    major=$(jdk_version "$folder" | sed 's/[^0-9].*//')
    if [ "${major:-0}" -ge "$JDK_RELEASE" ] && { [ -z "$best" ] || [ "$major" -lt "$best" ]; }; then
      best=$major
      JDK=$folder
    fi
  done < <(jdk_folders)
  [ -n "$JDK" ]
}

# Leaves a JDK in $JDK, installed when this machine's distribution has it; ends with a message otherwise.
require_jdk() {
  if find_jdk; then return; fi
  if may_install && installable "openjdk-$JDK_RELEASE-jdk" && install_packages "openjdk-$JDK_RELEASE-jdk" && find_jdk; then
    return
  fi
  lacking "no JDK $JDK_RELEASE or newer on this machine: looked at JAVA_HOME, PATH, ${HONGTING_JDKS:-/usr/lib/jvm, /opt, SDKMAN, ~/.jdks, mise, asdf}" \
    "  Debian 13, Raspberry Pi OS:  sudo apt-get install openjdk-$JDK_RELEASE-jdk" \
    "  Debian 12, Ubuntu:           add the Eclipse Temurin package repository (https://adoptium.net/installation/linux), then" \
    "                               sudo apt-get install temurin-$JDK_RELEASE-jdk" \
    "  without root:                sdk install java $JDK_RELEASE-tem   (https://sdkman.io)" \
    "  or unpack one anywhere and set JAVA_HOME to its folder"
}
