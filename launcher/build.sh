# Builds what is stale. A stamp holds the fingerprint of the sources that the jars in target/ were made from.

readonly MAVEN_RELEASE=3.8.7
readonly STAMP="$STATE/built"
readonly RUNNABLE='device-drivers sync-agent kiosk-app central-server simulator'

# Maven runs on the JDK that was found, so that the formatter, which needs 25, can check.
maven() { JAVA_HOME=$JDK HONGTING_INSIDE_BUILD=yes mvn -B -ntp -f "$HONGTING_HOME/pom.xml" "$@" 9>&-; }

maven_version() { JAVA_HOME=$JDK mvn --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p'; }

require_maven() {
  local version
  require_packages build
  version=$(maven_version || true)
  if [ "$(printf '%s\n' "$MAVEN_RELEASE" "${version:-0}" | sort -V | head -n 1)" != "$MAVEN_RELEASE" ]; then
    lacking "Maven $MAVEN_RELEASE or newer is needed, 'mvn' on the PATH is ${version:-not one that runs}" \
      "  sudo apt-get install maven     or put a newer one from https://maven.apache.org first on the PATH"
  fi
}

# One hash over everything a jar is made from: the poms and the main sources, tracked by git or not. The folder counts,
# because class paths are absolute.
fingerprint() {
  {
    echo "$HONGTING_HOME"
    cd "$HONGTING_HOME" || exit
    find pom.xml ./*/pom.xml ./*/src/main -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
  } | sha256sum | cut -d' ' -f1
}

# Jars of other versions may lie beside the one that was built.
module_jar() { printf '%s/%s/target/%s-%s.jar' "$HONGTING_HOME" "$1" "$1" "$(project_version)"; }

project_version() { sed -n '/^  <version>/ { s:.*<version>\(.*\)</version>.*:\1:p; q }' "$HONGTING_HOME/pom.xml"; }

class_path() { printf '%s:%s' "$(module_jar "$1")" "$(cat "$HONGTING_HOME/$1/target/classpath.txt")"; }

# True when every jar of every class path is on the disk: 'mvn clean' and an emptied local repository take them away.
jars_are_here() {
  local module jar jars
  for module in $RUNNABLE; do
    [ -r "$HONGTING_HOME/$module/target/classpath.txt" ] || return 1
    IFS=: read -r -a jars <<<"$(class_path "$module")"
    for jar in "${jars[@]}"; do
      [ -e "$jar" ] || return 1
    done
  done
}

is_fresh() { [ -r "$STAMP" ] && [ "$(cat "$STAMP")" = "$1" ] && jars_are_here; }

# "building sync-agent (4/8)", from Maven's log.
maven_step() {
  sed -n 's/^\[INFO\] Building \(.*\) [^ ][^ ]*  *\[\([0-9]*\/[0-9]*\)\]$/building \1 (\2)/p' | tail -n 1
}

# What a reader needs of a failed build: the compiler's words, then Maven's, without repetition.
maven_errors() {
  grep -E '^\[(ERROR|WARNING)\] .*\.java:|^\[ERROR\]' "$1" |
    grep -vE 'Re-run Maven|To see the full stack|For more information|\[Help|^\[ERROR\] *$|mvn <args>' |
    awk '!seen[$0]++' | head -n 40
}

# One build at a time: two of them would write the same jars.
lock_build() {
  mkdir -p "$STATE"
  exec 9>"$STATE/lock"
  if flock -n 9; then return; fi
  say "another build is running here, waiting for it"
  flock 9
}

build_if_stale() {
  local wanted
  # A test that runs inside the build uses the jars that are there.
  if [ -n "${HONGTING_INSIDE_BUILD:-}" ]; then return; fi
  wanted=$(fingerprint)
  if is_fresh "$wanted"; then return; fi
  require_maven
  lock_build
  if ! is_fresh "$wanted"; then build_now "$wanted"; fi
  exec 9>&-
}

build_now() {
  local log="$STATE/build.log" began=$SECONDS
  rm -f "$STAMP"
  say "building (log: ${log#"$PWD"/})"
  if ! watched "$log" maven_step maven package -Dmaven.test.skip=true -Dspotless.check.skip=true; then
    say "the build failed:"
    maven_errors "$log" >&2
    say "whole log: $log"
    exit 1
  fi
  echo "$1" >"$STAMP"
  say "built in $((SECONDS - began)) s"
}

build() {
  case ${1:-} in
    '') ;;
    --help) echo "usage: ./hongting build     builds the jars of all modules when a source has changed"; return ;;
    *) usage_error "build takes no '$1'" ;;
  esac
  require_jdk
  if is_fresh "$(fingerprint)"; then
    say "nothing has changed since the last build"
  else
    build_if_stale
  fi
}
