# What the launcher says, always on stderr, and how it shows that a long command is alive.

say() { printf 'hongting: %s\n' "$*" >&2; }

usage_error() {
  say "$1"
  say "'./hongting help' lists the commands"
  exit 2
}

# Ends because the machine lacks something; every argument is one line that says what and what to do.
lacking() {
  local line
  for line in "$@"; do say "$line"; done
  exit 3
}

# Runs a command with its output in a log. On a terminal one line shows what it is doing and for how long; elsewhere a
# plain line appears at every new step, and every half minute in between.
#
# usage: watched LOG STEP COMMAND…   where STEP names a function that reads the log and prints the present step
watched() {
  local log=$1 step=$2 child now shown='' shown_at=$SECONDS began=$SECONDS status=0
  shift 2
  mkdir -p "$(dirname "$log")"
  : >"$log"
  "$@" >"$log" 2>&1 </dev/null &
  child=$!
  # A background command of a script does not hear Ctrl-C by itself.
  trap 'kill "$child" 2>/dev/null || true; exit 130' INT TERM
  while kill -0 "$child" 2>/dev/null; do
    now=$("$step" <"$log")
    if [ -t 2 ]; then
      printf '\r\033[K%s · %d s' "$now" $((SECONDS - began)) >&2
    elif [ -n "$now" ] && { [ "$now" != "$shown" ] || [ $((SECONDS - shown_at)) -ge 30 ]; }; then
      say "$now · $((SECONDS - began)) s"
      shown=$now
      shown_at=$SECONDS
    fi
    sleep 0.3
  done
  wait "$child" || status=$?
  trap - INT TERM
  if [ -t 2 ]; then printf '\r\033[K' >&2; fi
  return "$status"
}
