# './hongting test': everything CI runs, with a summary at the end.

readonly TEST_LOG="$STATE/test.log"
SUMMARY=''
FAILED=0

suites_help() {
  cat <<'END'
usage: ./hongting test [--module NAME | --database postgresql] [MAVEN ARGUMENTS]

Runs everything CI runs: build, static checks, formatting and tests of all modules, among them the demo's
fixed story, and the checks of the scripts.
  --module NAME   only this module and what it needs, and no other suite
  --database postgresql   only the central server's tests, all of them on PostgreSQL instead of SQLite
Under CI=true nothing may be skipped; elsewhere a test that lacks a package says so in one line.
END
}

# Runs one suite and notes how it went. A suite prints what it does; 0 is success.
suite() {
  local title=$1 began=$SECONDS outcome=passed
  shift
  echo
  echo "== $title"
  "$@" || { outcome=FAILED; FAILED=$((FAILED + 1)); }
  SUMMARY+=$(printf '  %-36s %-7s %4d s' "$title" "$outcome" $((SECONDS - began)))$'\n'
}

# Maven goes on after a failed module where it can, so that one run tells everything.
maven_suite() {
  local status=0
  maven --threads 3 --fail-at-end verify "$@" 2>&1 | tee "$TEST_LOG" || status=$?
  if [ "${CI:-}" = true ] && [ "$(count_tests Skipped)" -gt 0 ]; then
    echo "tests were skipped, and under CI=true none may be: $(count_tests Skipped)"
    status=1
  fi
  return "$status"
}

# Adds up one column ("Tests run", "Skipped", …) of Surefire's closing lines, one per module.
count_tests() {
  sed -n "s/^\[[A-Z]*\] Tests run: .*/&, /; /Time elapsed/d; s/.*$1: \([0-9]*\),.*/\1/p" "$TEST_LOG" |
    awk '{ sum += $1 } END { print sum + 0 }'
}

scripts_suite() {
  local script
  for script in "$HONGTING_HOME"/hongting "$HONGTING_HOME"/launcher/*.sh "$HONGTING_HOME"/.ci/*; do
    bash -n "$script" || return 1
  done
  if command -v shellcheck >/dev/null; then
    (cd "$HONGTING_HOME" && shellcheck --shell=bash hongting launcher/*.sh .ci/*) || return 1
    echo "the scripts are clean"
  elif [ "${CI:-}" = true ]; then
    echo "shellcheck is not here, and under CI=true nothing may be skipped"
    return 1
  else
    echo "skipped: the scripts' check needs shellcheck: './hongting setup' installs it"
  fi
}

run_suites() {
  local module='' database='' wanted
  case ${1:-} in
    --help | -h) suites_help; return ;;
    --module)
      if [ -z "${2:-}" ] || [ ! -r "$HONGTING_HOME/$2/pom.xml" ]; then usage_error "--module needs the name of a module"; fi
      module=$2
      shift 2 ;;
    --database)
      if [ "${2:-}" != postgresql ]; then usage_error "--database knows postgresql; without it the tests run on SQLite"; fi
      database=$2
      shift 2 ;;
  esac
  require_jdk
  require_maven
  if ! provide_packages test; then
    if [ "${CI:-}" = true ]; then lacking "under CI=true nothing may be skipped, so this is a failure"; fi
    say "going on without them: the tests that need them are skipped"
  fi
  lock_build
  if [ -n "$database" ]; then
    suite "Java: central-server on PostgreSQL" maven_suite -pl central-server -am \
      -Dhongting.test.database=postgresql '-Dtest=org.hongting.central.**' \
      -Dsurefire.failIfNoSpecifiedTests=false "$@"
  elif [ -n "$module" ]; then
    suite "Java: $module" maven_suite -pl "$module" -am "$@"
  else
    wanted=$(fingerprint)
    rm -f "$STAMP"
    suite "Java: all modules" maven_suite "$@"
    # What was just built and tested need not be built again.
    if [ "$FAILED" -eq 0 ] && [ $# -eq 0 ]; then echo "$wanted" >"$STAMP"; fi
    suite "scripts" scripts_suite
  fi
  summary
}

summary() {
  echo
  echo "== summary"
  printf '%s' "$SUMMARY"
  echo "  $(count_tests 'Tests run') tests, $(count_tests Failures) failures, $(count_tests Errors) errors, $(count_tests Skipped) skipped, ${SECONDS} s in all"
  if [ "$FAILED" -gt 0 ]; then
    echo "FAILED: $FAILED of the suites above (whole log: $TEST_LOG)"
    exit 1
  fi
  echo "PASSED"
}
