# './hongting package': the Debian packages of terminal and server, from the jars that are built already.

package_help() {
  cat <<'END'
usage: ./hongting package [--out DIR] [--version VERSION] [--json]

Builds hongting-terminal for arm64 and amd64, and hongting-server for every machine.
  --out DIR           where they go (default: packaging/target)
  --version VERSION   the version they bear (default: the project's, made one that Debian can sort)
  --json              print one JSON object with each package's file, size and SHA-256
The same sources and the same JDK give the same bytes. Maven is asked for nothing that it has fetched once.
END
}

# 0.1.0-SNAPSHOT comes before 0.1.0 for Debian too, once it is written with a tilde.
package_version() { project_version | sed 's/-SNAPSHOT$/~snapshot/'; }

# The jars that the class path of a module names, one a line, without JavaFX: that is a matter of the machine.
portable_jars() { class_path "$1" | tr ':' '\n' | grep -v '/org/openjfx/'; }

# Lays out one package as it will lie on the machine: what the repository keeps for it, its jars, and the file of Java's
# options, which names them all.
#
# usage: stage PACKAGE ARCHITECTURE MODULE HOME [JAVAFX CLASSIFIER]
stage() {
  local name=$1 architecture=$2 module=$3 home=$4 classifier=${5:-} part folder jar jars=()
  folder="$HONGTING_HOME/packaging/target/stage/$name-$architecture"
  rm -rf "$folder"
  mkdir -p "$folder/files$home/jars" "$folder/files/usr/share/doc/$name" "$folder/control"
  cp -r "$HONGTING_HOME/packaging/${name#hongting-}/files/." "$folder/files"
  for part in "$HONGTING_HOME/packaging/${name#hongting-}/control"/*; do
    sed "s/@VERSION@/$version/g; s/@ARCHITECTURE@/$architecture/g" "$part" >"$folder/control/${part##*/}"
  done
  {
    printf 'Hongting 红亭\nCopyright: its authors\nLicence: Apache-2.0, /usr/share/common-licenses/Apache-2.0\n\n'
    printf 'The jars below %s are their authors%s, each with its licence in its META-INF.\n' "$home/jars" "'"
  } >"$folder/files/usr/share/doc/$name/copyright"
  gzip -9n <"$HONGTING_HOME/CHANGELOG.md" >"$folder/files/usr/share/doc/$name/CHANGELOG.md.gz"
  while IFS= read -r jar; do
    cp "$jar" "$folder/files$home/jars/"
    jars+=("$home/jars/${jar##*/}")
  done < <(portable_jars "$module")
  if [ -n "$classifier" ]; then
    for part in base graphics controls media; do
      jars+=("$home/jars/javafx-$part-$(javafx_version)-$classifier.jar")
    done
  fi
  {
    cat "$HONGTING_HOME/packaging/${name#hongting-}/java.options"
    (IFS=:; printf -- '-cp\n%s\n' "${jars[*]}")
  } >"$folder/files$home/java.options"
  if [ "$name" = hongting-terminal ]; then
    # What a release asks of the machine: see StoreSchema for what the numbers of the store mean.
    printf '{"product":"%s","version":"%s","architecture":"%s","store":{"writes":1,"readableFrom":1}}\n' \
      "$name" "$version" "$architecture" >"$folder/files$home/machine.json"
  fi
}

javafx_version() { sed -n 's:.*<javafx.version>\(.*\)</javafx.version>.*:\1:p' "$HONGTING_HOME/pom.xml"; }

package_step() { sed -n 's/^\[INFO\] Creating debian package: .*\/\(.*\)/packing \1/p' | tail -n 1; }

packages_maven() {
  JAVA_HOME=$JDK mvn -B -ntp -f "$HONGTING_HOME/packaging/pom.xml" -Dout="$out" -Dpackage.version="$version" "$@"
}

package() {
  local out="$HONGTING_HOME/packaging/target" json=no version log="$STATE/package.log"
  version=$(package_version)
  while [ $# -gt 0 ]; do
    case $1 in
      --help | -h) package_help; return ;;
      --json) json=yes; shift ;;
      --out | --version)
        if [ -z "${2:-}" ]; then usage_error "$1 needs a value"; fi
        if [ "$1" = --out ]; then out=$2; else version=$2; fi
        shift 2 ;;
      *) usage_error "package takes no '$1'" ;;
    esac
  done
  if ! [[ $version =~ ^[0-9][A-Za-z0-9.+~]*$ ]]; then
    usage_error "'$version' is no version: digits first, then letters, digits and . + ~"
  fi
  mkdir -p "$out" || usage_error "the folder $out cannot be made"
  out=$(cd "$out" && pwd)
  require_jdk
  require_maven
  build_if_stale
  stage hongting-terminal amd64 kiosk-app /usr/lib/hongting-terminal linux
  stage hongting-terminal arm64 kiosk-app /usr/lib/hongting-terminal linux-aarch64
  stage hongting-server all central-server /usr/share/hongting-server
  # What was fetched once is enough; the first time Maven has to fetch it.
  if ! watched "$log" package_step packages_maven -o package &&
    ! watched "$log" package_step packages_maven package; then
    say "the packages could not be made:"
    maven_errors "$log" >&2
    say "whole log: $log"
    exit 1
  fi
  package_report
}

package_report() {
  local file between='' files=(
    "$out/hongting-terminal_${version}_arm64.deb"
    "$out/hongting-terminal_${version}_amd64.deb"
    "$out/hongting-server_${version}_all.deb"
  )
  if [ "$json" = no ]; then
    for file in "${files[@]}"; do
      printf '%s  %d MB  %s\n' "$file" $(($(stat -c %s "$file") / 1000000)) "$(sha256sum "$file" | cut -d' ' -f1)"
    done
    return
  fi
  printf '{"version":"%s","packages":[' "$version"
  for file in "${files[@]}"; do
    printf '%s{"file":"%s","bytes":%d,"sha256":"%s"}' "$between" "$file" "$(stat -c %s "$file")" \
      "$(sha256sum "$file" | cut -d' ' -f1)"
    between=,
  done
  printf ']}\n'
}
