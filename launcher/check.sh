# './hongting check': the packages in clean Debian 13 roots, installed, started, and used. Not part of './hongting test':
# it needs root, the network for the first time, and minutes.

readonly ROOTS="$STATE/roots"
readonly DEBIAN=trixie

check_help() {
  cat <<'END'
usage: ./hongting check packages|arm64 [--packages DIR] [--json] [--keep]

Installs the Debian packages into clean Debian 13 roots, starts what their units start, as their users, and uses it:
the server mints a claim, the terminal claims, checks a member in, and takes a picture of its screen.
  packages   server and terminal on amd64; an upgrade, and a removal, too
  arm64      the terminal on arm64 under emulation, against the server on amd64
  --packages DIR   check the ones in that folder instead of building them
  --json     one JSON object with every step, on stdout
  --keep     leave the roots mounted, to look around
Roots are made once, in .hongting/roots (some minutes; arm64 a quarter of an hour), and needs root.
Ends with 0 if every step passed, 1 if one did not.
END
}

check() {
  # Not local: what cleans up at the end asks for them.
  what='' json=no keep=no ready=''
  while [ $# -gt 0 ]; do
    case $1 in
      --help | -h) check_help; return ;;
      --json) json=yes ;;
      --keep) keep=yes ;;
      --packages)
        if ! ls "${2:-}"/hongting-*.deb >/dev/null 2>&1; then usage_error "--packages needs a folder with packages"; fi
        ready=$2
        shift ;;
      packages | arm64) what=$1 ;;
      *) usage_error "check takes no '$1'" ;;
    esac
    shift
  done
  if [ -z "$what" ]; then usage_error "check what? packages or arm64"; fi
  if [ "$(dpkg --print-architecture)" != amd64 ]; then lacking "check runs on amd64 machines only"; fi
  if [ "$(id -u)" -ne 0 ]; then lacking "check makes and enters roots of its own: run it as root"; fi
  require_packages check
  exec 8>"$STATE/check.lock"
  if ! flock -n 8; then lacking "another check runs here"; fi
  work=$(mktemp -d "$STATE/check.XXXXXX")
  trap 'check_clean' EXIT
  trap 'exit 130' INT TERM
  steps='' failed=0 password='' children=() mounts=()
  patience=2
  if [ "$what" = packages ]; then
    check_packages
  else
    # An emulated machine has a tenth of the speed.
    patience=6
    check_arm64
  fi
  check_report
  [ "$failed" -eq 0 ]
}

check_packages() {
  step "packages are here" check_build "$work/packages"
  if [ -z "$ready" ]; then step "a second build gives the same bytes" check_twin; fi
  step "a Debian 13 root for amd64" base_root amd64
  open_root amd64 server
  check_server
  open_root amd64 terminal
  check_terminal amd64
  check_again
}

check_arm64() {
  step "packages are here" check_build "$work/packages"
  step "a Debian 13 root for amd64" base_root amd64
  step "a Debian 13 root for arm64" base_root arm64
  open_root amd64 server
  check_server
  open_root arm64 terminal
  check_terminal arm64
}

# Runs one step, tells how it went, and ends the check where it failed: nothing behind it would mean anything.
#
# usage: step WORDS COMMAND…   whose last line of output is the detail
step() {
  local words=$1 began=$SECONDS status=0 detail
  shift
  printf 'hongting: %s … ' "$words" >&2
  "$@" >"$work/step.out" 2>&1 </dev/null || status=$?
  detail=$(tail -n 1 "$work/step.out" | tr -d '\r' | cut -c 1-160)
  cat "$work/step.out" >>"$work/steps.log"
  if [ "$status" -eq 0 ]; then
    printf 'passed, %d s%s\n' $((SECONDS - began)) "${detail:+: $detail}" >&2
  else
    printf 'FAILED, %d s\n' $((SECONDS - began)) >&2
    tail -n 15 "$work/step.out" >&2
    failed=1
  fi
  steps+="$(python3 -c 'import json, sys
print(json.dumps({"step": sys.argv[1], "passed": sys.argv[2] == "0", "seconds": int(sys.argv[3]), "detail": sys.argv[4]}))' \
    "$words" "$status" $((SECONDS - began)) "$detail"),"
  if [ "$status" -ne 0 ]; then
    check_report
    keep=log
    exit 1
  fi
}

check_report() {
  if [ "$json" = yes ]; then
    printf '{"check":"%s","passed":%s,"picture":"%s","steps":[%s]}\n' "$what" \
      "$([ "$failed" -eq 0 ] && echo true || echo false)" "$STATE/check-$what.png" "${steps%,}"
  fi
  if [ "$failed" -eq 0 ]; then say "every step passed"; else say "a step failed; logs: $work"; fi
}

check_clean() {
  local child place
  for child in "${children[@]}"; do kill "$child" 2>/dev/null || true; done
  sleep 0.2
  if [ "$keep" = yes ]; then
    say "the roots stay mounted below $work; 'umount -R' them when you are done"
    return
  fi
  for ((place = ${#mounts[@]} - 1; place >= 0; place--)); do
    umount -R "${mounts[$place]}" 2>/dev/null || umount -l "${mounts[$place]}" 2>/dev/null || true
  done
  # Only what holds no mount any more is ours to delete.
  if [ "$keep" = no ] && ! grep -q " $work/" /proc/mounts; then rm -rf --one-file-system "$work"; fi
}

# usage: check_build FOLDER [ARGUMENTS OF package]
check_build() {
  if [ -n "$ready" ] && [ $# -eq 1 ]; then
    mkdir -p "$1"
    cp "$ready"/hongting-*.deb "$1"
    echo "from $ready"
  else
    (json=no && package --out "$1" "${@:2}")
  fi
}

check_twin() {
  local file
  check_build "$work/twin" || return 1
  for file in "$work/packages"/*.deb; do
    cmp "$file" "$work/twin/${file##*/}" || return 1
  done
  rm -r "$work/twin"
  echo "all three"
}

# What the packages ask for, so that their installation in the clean root fetches nothing.
packages_for() {
  echo "openjdk-25-jre-headless init-system-helpers adduser systemd"
  echo "openjdk-25-jre cage xwayland libpam-systemd polkitd pcscd libccid libpcsclite1 ffmpeg espeak-ng fonts-noto-cjk \
fontconfig libgtk-3-0t64 libgl1 libxtst6 libxxf86vm1 libpangoft2-1.0-0 libfreetype6 libasound2t64 util-linux udev"
}

# A root with nothing in it but Debian and what our packages depend on. Made once.
base_root() {
  local architecture=$1 root="$ROOTS/$DEBIAN-$1" unfinished
  if [ -e "$root/.hongting-ready" ]; then
    echo "from $(date -r "$root/.hongting-ready" +%F)"
    return
  fi
  unfinished="$root.unfinished"
  # A root that was left behind half made may still hold mounts.
  umount -R "$unfinished/proc" 2>/dev/null || true
  rm -rf --one-file-system "$unfinished"
  mkdir -p "$ROOTS"
  if [ "$architecture" = arm64 ]; then
    emulate_arm64 &&
      nice debootstrap --foreign --arch=arm64 --variant=minbase --include=ca-certificates "$DEBIAN" "$unfinished" &&
      nice chroot "$unfinished" /debootstrap/debootstrap --second-stage &&
      cp "$ROOTS/$DEBIAN-amd64/etc/apt/sources.list" "$unfinished/etc/apt/" || return 1
  else
    nice debootstrap --variant=minbase --include=ca-certificates "$DEBIAN" "$unfinished" || return 1
  fi
  mount --bind /proc "$unfinished/proc"
  # Nothing is started in a root that is only being made.
  printf '#!/bin/sh\nexit 101\n' >"$unfinished/usr/sbin/policy-rc.d"
  chmod 755 "$unfinished/usr/sbin/policy-rc.d"
  # shellcheck disable=SC2046 # several packages
  nice env DEBIAN_FRONTEND=noninteractive chroot "$unfinished" sh -c \
    'apt-get update && apt-get install -y --no-install-recommends "$@" && apt-get clean' sh $(packages_for) || return 1
  umount "$unfinished/proc"
  touch "$unfinished/.hongting-ready"
  mv "$unfinished" "$root"
  echo "made"
}

# The kernel hands programs for ARM to the emulator, also inside of roots that do not have it.
emulate_arm64() {
  local table=/proc/sys/fs/binfmt_misc magic mask
  if [ ! -e "$table/register" ]; then mount -t binfmt_misc binfmt_misc "$table"; fi
  if [ -e "$table/qemu-aarch64" ]; then return; fi
  magic='\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\xb7\x00'
  mask='\xff\xff\xff\xff\xff\xff\xff\x00\xff\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff\xff'
  printf '%s' ":qemu-aarch64:M::$magic:$mask:$(command -v qemu-aarch64-static):F" >"$table/register"
}

# Lays a fresh sheet over a base root: what is done there is gone with it. Leaves its folder in $root_PART.
open_root() {
  local architecture=$1 part=$2 root="$work/$2"
  if [ "$architecture" = arm64 ]; then emulate_arm64; fi
  mkdir -p "$root" "$work/$part.upper" "$work/$part.work" "$work/$part.data"
  mount -t overlay overlay -o "lowerdir=$ROOTS/$DEBIAN-$architecture,upperdir=$work/$part.upper,workdir=$work/$part.work" "$root"
  mounts+=("$root")
  mount --bind /proc "$root/proc"
  mount --rbind /dev "$root/dev"
  mount --make-rslave "$root/dev"
  mount -t tmpfs tmpfs "$root/run"
  mount -t tmpfs tmpfs "$root/tmp"
}

# usage: install_in PART FILE
install_in() {
  local root="$work/$1"
  mount_data "$1"
  cp "$2" "$root/tmp/"
  if [ "${2%_arm64.deb}" != "$2" ]; then
    # apt thinks for minutes under emulation; dpkg configures nothing either that lacks what it depends on.
    DEBIAN_FRONTEND=noninteractive chroot "$root" dpkg --install "/tmp/${2##*/}" || return 1
  else
    DEBIAN_FRONTEND=noninteractive chroot "$root" apt-get install -y --no-install-recommends "/tmp/${2##*/}" || return 1
  fi
  # shellcheck disable=SC2016 # dpkg's own variables
  chroot "$root" dpkg-query -W -f '${Package} ${Version} ${Architecture} ${Status}\n' "hongting-$1" | grep 'ok installed'
}

# The folder of data is on a disk of its own, as on a real machine: the sheet over the root would be refused.
mount_data() {
  local folder="$work/$1/var/lib/hongting"
  if [ "$1" = server ]; then folder+=-central; fi
  if mountpoint -q "$folder"; then return; fi
  mkdir -p "$folder"
  mount --bind "$work/$1.data" "$folder"
}

units_are_valid() {
  local root="$work/$1" unit
  for unit in "$root"/usr/lib/systemd/system/hongting-*.service; do
    unit=${unit##*/}
    unit=${unit/@./@sda1.}
    chroot "$root" systemd-analyze verify --man=no "/usr/lib/systemd/system/${unit/@sda1./@.}" 2>&1 |
      grep -E 'hongting' && return 1
  done
  if [ "$1" = terminal ]; then
    chroot "$root" udevadm verify --no-summary /usr/lib/udev/rules.d/71-hongting-terminal.rules || return 1
  fi
  chroot "$root" systemd-analyze security --offline=true --no-pager "/usr/lib/systemd/system/hongting-$1.service" |
    tail -n 1 | sed 's/.*Overall/Overall/'
}

# Folders, users and rights are what the package says.
is_laid_out() {
  local root="$work/$1" user=$2 data=$3
  chroot "$root" getent passwd "$user" | grep -q ':/usr/sbin/nologin$' || { echo "$user has a shell"; return 1; }
  [ "$(chroot "$root" stat -c '%U %a' "$data")" = "$user 700" ] || { chroot "$root" stat -c '%U %a' "$data"; return 1; }
  [ -L "$root/etc/systemd/system/multi-user.target.wants/hongting-$1.service" ] || { echo "not enabled"; return 1; }
  if [ "$1" = terminal ]; then
    for group in video render input plugdev audio dialout; do
      chroot "$root" id -nG "$user" | tr ' ' '\n' | grep -qx "$group" || { echo "$user is not in $group"; return 1; }
    done
  fi
  chroot "$root" id "$user"
}

# Starts a program in a root as a unit would: as its user, with a socket to tell on and somebody who listens there.
#
# usage: launch PART USER COMMAND…   with $HONGTING_ORDERS as its input
launch() {
  local part=$1 user=$2 root="$work/$1"
  shift 2
  # What a start before this one told is no answer of this one.
  rm -f "$root/run/notify" "$work/$part.notices"
  python3 - "$root/run/notify" "$work/$part.notices" 8>&- <<'END' &
import os, socket, sys
place, log = sys.argv[1:]
listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
listener.bind(place)
os.chmod(place, 0o777)
with open(log, "w") as out:
    while True:
        for line in listener.recv(4096).decode().splitlines():
            print(line, file=out, flush=True)
END
  children+=($!)
  until [ -S "$root/run/notify" ]; do sleep 0.1; done
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/ NOTIFY_SOCKET=/run/notify WATCHDOG_USEC=$((20000000 * patience)) \
    HONGTING_JAVA_OPTIONS="${HONGTING_JAVA_OPTIONS:-}" HONGTING_PRISM=sw \
    chroot --userspec="$user:$user" --groups="$(chroot "$root" id -G "$user" | tr ' ' ',')" "$root" "$@" \
    <"${HONGTING_ORDERS:-/dev/null}" >"$work/$part.out" 2>"$work/$part.log" 8>&- &
  echo $! >"$work/$part.pid"
  children+=($!)
}

# Waits until a file has a line, as long as the program lives.
#
# usage: await SECONDS PART FILE PATTERN
await() {
  local limit=$((SECONDS + $1 * patience)) pid
  pid=$(cat "$work/$2.pid")
  until grep -q -- "$4" "$3" 2>/dev/null; do
    if ! kill -0 "$pid" 2>/dev/null; then tail -n 20 "$work/$2.log"; echo "it ended before: $4"; return 1; fi
    if [ "$SECONDS" -ge "$limit" ]; then tail -n 20 "$work/$2.log"; echo "not within $(($1 * patience)) s: $4"; return 1; fi
    sleep 0.3
  done
  grep -- "$4" "$3" | tail -n 1
}

end() {
  local pid
  pid=$(cat "$work/$1.pid")
  kill -TERM "$pid"
  while kill -0 "$pid" 2>/dev/null; do sleep 0.2; done
  grep -x STOPPING=1 "$work/$1.notices"
}

# What the unit starts, without the program that holds the screen, and with its variables filled in.
command_of() {
  sed -n 's/^ExecStart=//p' "$work/$1/usr/lib/systemd/system/hongting-$1.service" |
    sed 's/.*cage -- //; s/ \$[A-Z_]*//g'
}

start_server() {
  local command
  read -r -a command < <(command_of server)
  password=${password:-$(head -c 12 /dev/urandom | base64 | tr '+/' 'xy')}
  echo "$password" >"$work/server/run/password"
  chroot "$work/server" chown hongting-server /run/password
  launch server hongting-server "${command[@]}" --host-name localhost --console-port 18080 --terminal-port 18443 \
    --mqtt-port 18883 --zone Asia/Shanghai --admin-password-file /run/password
  await 120 server "$work/server.notices" '^READY=1'
}

api() {
  local path=$1
  shift
  curl --silent --show-error --fail-with-body --max-time 60 -u "admin:$password" "http://127.0.0.1:18080/$path" "$@"
}

# A unit, a member with a card, and a meeting that takes arrivals now.
bring_school() {
  local now later
  now=$(TZ=Asia/Shanghai date -d '10 minutes' '+%F %H:%M')
  later=$(TZ=Asia/Shanghai date -d '130 minutes' '+%F %H:%M')
  printf '姓名,学号,支部,卡号\n李晓雨,2024000001,示例大学/计算机学院学生第一党支部,51E69621\n' |
    api 'api/import/members?createBranches=true' -H 'Content-Type: text/csv; charset=utf-8' --data-binary @-
  printf '会议名称,类型,主办支部,地点,开始时间,结束时间,提前签到分钟,迟到分钟,参加支部\n十一月支部党员大会,支部党员大会,计算机学院学生第一党支部,北校区 301,%s,%s,30,0,计算机学院学生第一党支部\n' \
    "$now" "$later" |
    api api/import/meetings -H 'Content-Type: text/csv; charset=utf-8' --data-binary @-
}

mint() {
  chroot --userspec=hongting-server:hongting-server "$work/server" \
    hongting-server central token new --data /var/lib/hongting-central --name 北校区党建驿站 --place 301 --json >"$work/claim.json"
  grep -c . "$work/claim.json"
}

check_server() {
  step "hongting-server installs" install_in server "$(ls "$work"/packages/hongting-server_*_all.deb)"
  step "its units are valid" units_are_valid server
  step "its user and folders" is_laid_out server hongting-server /var/lib/hongting-central
  step "it starts as its unit says, and is ready" start_server
  step "it feeds the watchdog" await 30 server "$work/server.notices" '^WATCHDOG=1'
  step "a school is brought in" bring_school
  step "a claim is minted beside it" mint
}

start_terminal() {
  local command
  rm -f "$work/orders"
  mkfifo "$work/orders"
  # Held open, or the first order would be the last.
  sleep infinity >"$work/orders" 8>&- &
  children+=($!)
  read -r -a command < <(command_of terminal)
  HONGTING_ORDERS="$work/orders" HONGTING_JAVA_OPTIONS='-Dglass.platform=Headless -Djava.awt.headless=true' \
    launch terminal hongting-kiosk "${command[@]}" --simulated --events --no-cards --silent --window 1280x800
}

# The file lies where somebody put it who had the memory card in a reader.
claim() {
  mkdir -p "$work/terminal/boot/firmware"
  cp "$work/claim.json" "$work/terminal/boot/firmware/hongting-claim.json"
  chroot "$work/terminal" /usr/lib/hongting-terminal/libexec/prepare || return 1
  if [ -e "$work/terminal/boot/firmware/hongting-claim.json" ]; then echo "the claim is still there"; return 1; fi
  start_terminal
  await 200 terminal "$work/terminal.out" '"event":"ready"' || return 1
  await 60 terminal "$work/terminal.notices" '^STATUS=takes cards'
  if [ -e "$work/terminal.data/claim.json" ]; then echo "the used claim is still there"; return 1; fi
  grep '"event":"ready"' "$work/terminal.out"
}

order() { echo "$1" >"$work/orders"; }

check_in() {
  await 120 terminal "$work/terminal.out" '"event":"station".*"meeting":"' || return 1
  order "card 51E69621"
  await 120 terminal "$work/terminal.out" "\"answer\":\"$1\""
}

arrived() {
  local meeting limit=$((SECONDS + 120 * patience))
  while [ "$SECONDS" -lt "$limit" ]; do
    meeting=$(api api/meetings | python3 -c 'import json, sys; print(json.load(sys.stdin)[0]["id"])')
    if api "api/meetings/$meeting/attendance" |
      python3 -c 'import json, sys; sys.exit(0 if sum(len(m["evidence"]) for m in json.load(sys.stdin)["members"]) == 1 else 1)'
    then
      echo "one arrival of one member"
      return
    fi
    sleep 1
  done
  api "api/meetings/$meeting/attendance"
  return 1
}

picture() {
  chroot "$work/terminal" rm -f /var/lib/hongting/screen.png
  order "screenshot /var/lib/hongting/screen.png"
  await 120 terminal "$work/terminal.out" '"event":"screenshot"' || return 1
  cp "$work/terminal.data/screen.png" "$STATE/check-$what.png"
  python3 - "$STATE/check-$what.png" <<'END'
import struct, sys, zlib
data = open(sys.argv[1], "rb").read()
assert data[:8] == b"\x89PNG\r\n\x1a\n", "no PNG"
width, height, depth, kind = struct.unpack(">IIBB", data[16:26])
place, packed = 8, b""
while place < len(data):
    length, name = struct.unpack(">I4s", data[place:place + 8])
    if name == b"IDAT":
        packed += data[place + 8:place + 8 + length]
    place += length + 12
pixels = zlib.decompress(packed)
assert (width, height) == (1280, 800), (width, height)
assert len(set(pixels)) > 64, "one colour is no screen"
print(f"{width}x{height}, {len(data)} bytes: {sys.argv[1]}")
END
}

check_terminal() {
  step "hongting-terminal installs ($1)" install_in terminal "$(ls "$work"/packages/hongting-terminal_*_"$1".deb)"
  step "its units are valid" units_are_valid terminal
  step "its user, groups and folders" is_laid_out terminal hongting-kiosk /var/lib/hongting
  step "it takes the claim from the boot partition, claims, and is ready" claim
  step "it feeds the watchdog" await 60 terminal "$work/terminal.notices" '^WATCHDOG=1'
  step "a member checks in" check_in admitted
  step "it takes a picture of its screen" picture
  step "the centre has the arrival" arrived
  step "it ends when it is asked to" end terminal
}

train() {
  chroot --userspec=hongting-kiosk:hongting-kiosk "$work/terminal" /usr/lib/hongting-terminal/libexec/train
  [ -s "$work/terminal/var/cache/hongting-terminal/kiosk.aot" ]
}

# A folder that forgets is refused on the screen: a claim that is used up there would be lost.
refuse_overlay() {
  local data="$work/terminal/var/lib/hongting"
  umount "$data"
  start_terminal
  await 120 terminal "$work/terminal.notices" '^STATUS=out of order' || return 1
  await 20 terminal "$work/terminal.log" 'is on overlay and forgets everything' || return 1
  end terminal
  rm -rf "${data:?}"/*
  mount_data terminal
}

start_again() {
  start_terminal
  await 120 terminal "$work/terminal.out" '"event":"ready"'
}

remove() {
  DEBIAN_FRONTEND=noninteractive chroot "$work/terminal" apt-get purge -y hongting-terminal || return 1
  if [ -e "$work/terminal/usr/lib/systemd/system/getty@.service.d/hongting-terminal.conf" ]; then
    echo "consoles are still closed"
    return 1
  fi
  if [ ! -s "$work/terminal.data/terminal.db" ]; then echo "the data are gone"; return 1; fi
  if [ -e "$work/terminal/var/cache/hongting-terminal" ]; then echo "the cache is still there"; return 1; fi
  echo "the data are kept, all else is gone"
}

# An upgrade in the place of the first, and a removal.
check_again() {
  step "a folder that forgets is refused" refuse_overlay
  step "the next version is built" check_build "$work/next" --version 99.1
  step "it installs over the first" install_in terminal "$(ls "$work"/next/hongting-terminal_*_amd64.deb)"
  step "Java's cache is trained" train
  step "it starts with the cache on the data of before" start_again
  step "who was in before is in" check_in already
  step "it ends" end terminal
  step "the server's next version installs" upgrade_server
  step "the server ends when it is asked to" end server
  step "a removal keeps the data" remove
}

upgrade_server() {
  end server || return 1
  install_in server "$(ls "$work"/next/hongting-server_*_all.deb)" || return 1
  start_server || return 1
  arrived
}
