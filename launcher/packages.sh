# The Debian packages behind each command, and their installation.

# package, or alternatives by release | what proves it is here | commands that need it
# A proof is command:NAME, library:SONAME or file:PATH.
readonly PACKAGES='
maven                          | command:mvn                                    | build
ffmpeg                         | command:ffmpeg                                 | demo test decode bench
pcscd                          | command:pcscd                                  | demo test
libpcsclite1                   | library:libpcsclite.so.1                       | demo test kiosk
vsmartcard-vpcd                | command:vpcd-config                            | demo test
libgtk-3-0t64 libgtk-3-0       | library:libgtk-3.so.0                          | demo test kiosk bench torture
libgl1                         | library:libGL.so.1                             | demo test kiosk bench torture
libxtst6                       | library:libXtst.so.6                           | demo test kiosk bench torture
libxxf86vm1                    | library:libXxf86vm.so.1                        | demo test kiosk bench torture
libpangoft2-1.0-0              | library:libpangoft2-1.0.so.0                   | demo test kiosk bench torture
libfreetype6                   | library:libfreetype.so.6                       | demo test kiosk bench torture
fontconfig                     | command:fc-match                               | demo test kiosk bench torture
libasound2t64 libasound2       | library:libasound.so.2                         | demo test kiosk bench torture
socat                          | command:socat                                  | test
xvfb                           | command:Xvfb                                   | test
xdotool                        | command:xdotool                                | test
chromium                       | command:chromium                               | test
libnss3-tools                  | command:certutil                               | test
fonts-noto-cjk                 | file:/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc | test
shellcheck                     | command:shellcheck                             | test
postgresql                     | command:pg_ctlcluster                          | test bench torture
mosquitto                      | command:mosquitto                              | test bench torture
mosquitto-clients              | command:mosquitto_pub                          | test bench
fiu-utils                      | command:fiu-run                                | test torture
faketime                       | command:faketime                               | test torture
iproute2                       | command:ip                                     | test bench
e2fsprogs                      | command:mkfs.ext4                              | test torture
espeak-ng                      | command:espeak-ng                              | test
python3                        | command:python3                                | test check
debootstrap                    | command:debootstrap                            | check
qemu-user-static               | command:qemu-aarch64-static                    | check
curl                           | command:curl                                   | check
'

is_here() {
  local kind=${1%%:*} name=${1#*:} folder
  case $kind in
    command)
      # Services live in sbin, which is not on everybody's PATH.
      PATH="$PATH:/usr/sbin:/sbin:/usr/local/sbin" command -v "$name" >/dev/null ;;
    library)
      for folder in /usr/lib/*-linux-gnu* /usr/lib /usr/lib64 /usr/local/lib /lib; do
        [ ! -e "$folder/$name" ] || return 0
      done
      return 1 ;;
    file) [ -e "$name" ] ;;
  esac
}

# The packages a command needs and this machine lacks, one a line, with their alternatives.
missing_packages() {
  local names proof commands
  while IFS='|' read -r names proof commands; do
    [ -n "$proof" ] || continue
    case " $commands " in *" $1 "*) ;; *) continue ;; esac
    # shellcheck disable=SC2086 # unquoted to drop the blanks of the table
    if ! is_here $proof; then echo $names; fi
  done <<<"$PACKAGES"
}

may_install() {
  [ "${HONGTING_INSTALL:-auto}" = auto ] && command -v apt-get >/dev/null || return 1
  [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null
}

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi; }

has_candidate() { LC_ALL=C apt-cache policy "$1" 2>/dev/null | grep -q 'Candidate: [^(]'; }

# The last line that is news to a reader, cut to fit one line of a terminal.
apt_step() { printf 'packages: %s' "$(tail -n 1 | tr -d '\r' | cut -c 1-60)"; }

lists_refreshed=no
refresh_lists() {
  if [ "$lists_refreshed" = yes ]; then return; fi
  lists_refreshed=yes
  say "reading the package lists"
  watched "$STATE/apt-update.log" apt_step as_root apt-get update || apt_failed "$STATE/apt-update.log"
}

apt_failed() {
  say "apt-get failed; its last words ($1):"
  { grep -E '^(E|W|Err):' "$1" || tail -n 5 "$1"; } | head -n 10 >&2
  return 1
}

# True when the distribution has the package, if need be after reading its lists once.
installable() { has_candidate "$1" || { refresh_lists && has_candidate "$1"; }; }

# Of alternatives, the one this distribution has; of none, the last, so that messages name something.
available_name() {
  local name
  for name in "$@"; do
    if has_candidate "$name"; then break; fi
  done
  echo "$name"
}

available_names() {
  local alternatives
  for alternatives in "$@"; do
    # shellcheck disable=SC2086 # alternatives are separated by blanks
    available_name $alternatives
  done
}

# Each argument is a package or a blank-separated list of alternatives.
install_packages() {
  local names
  mapfile -t names < <(available_names "$@")
  for name in "${names[@]}"; do
    if ! has_candidate "$name"; then
      refresh_lists || return 1
      mapfile -t names < <(available_names "$@")
      break
    fi
  done
  say "installing ${names[*]}"
  apt_install "${names[@]}" && return
  # Lists that have grown old name files that are gone: read them anew, once.
  [ "$lists_refreshed" = no ] && refresh_lists && apt_install "${names[@]}" && return
  apt_failed "$STATE/apt-install.log"
}

apt_install() {
  watched "$STATE/apt-install.log" apt_step \
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}

# Installs what a command needs, or says what is missing and returns 1.
provide_packages() {
  local missing
  mapfile -t missing < <(missing_packages "$1")
  if [ ${#missing[@]} -eq 0 ]; then return; fi
  if may_install && install_packages "${missing[@]}"; then
    mapfile -t missing < <(missing_packages "$1")
    if [ ${#missing[@]} -eq 0 ]; then return; fi
  fi
  mapfile -t missing < <(available_names "${missing[@]}")
  say "'$1' needs packages that are not here: ${missing[*]}"
  say "  sudo apt-get install ${missing[*]}"
  return 1
}

# Like provide_packages, but ends unless the user chose to go on without.
require_packages() {
  if [ "${HONGTING_INSTALL:-auto}" = ignore ] || provide_packages "$1"; then return; fi
  exit 3
}
