#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The launcher on a small project of its own: what it builds, when, and what it prints where.
set -u

: "${ATTEST_SOURCE_DIR:?}"
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
tree="$scratch/a checkout"
out=$scratch/stdout
err=$scratch/stderr
failures=0

# check WHAT COMMAND...: reports WHAT when the command fails.
check() {
  what=$1
  shift
  "$@" && return
  failures=$((failures + 1))
  printf 'FAILED: %s\n  %s\n--- stdout\n' "$what" "$*"
  cat "$out"
  printf -- '--- stderr\n'
  cat "$err"
}

# launch ARGS...: runs the launcher; leaves $out, $err and $status.
launch() {
  "$tree/attest" "$@" >"$out" 2>"$err" </dev/null
  status=$?
}

prints() { [ "$(cat "$out")" = "$1" ]; }
says() { grep -qF -- "$1" "$err"; }
exits() { [ "$status" -eq "$1" ]; }

# shim NAME: puts a program, its text on standard input, before the real one of that name.
shim() {
  mkdir -p "$scratch/shims"
  { printf '#!/bin/sh\n'; cat; } >"$scratch/shims/$1"
  chmod +x "$scratch/shims/$1"
}

with_shims() { PATH="$scratch/shims:$PATH" "$@"; }

write_program() {  # $1: the word that the program prints
  cat >"$tree/cli/main.cpp" <<EOF
#include <cstdio>
#include <cstdlib>
int main(int argc, char** argv) {
  std::printf("$1 of %d files", FILES);
  for (int i = 1; i < argc; ++i) std::printf(" [%s]", argv[i]);
  return argc > 1 ? std::atoi(argv[1]) : 0;
}
EOF
}

make_tree() {
  mkdir -p "$tree/cli"
  cp "$ATTEST_SOURCE_DIR/attest" "$ATTEST_SOURCE_DIR/CMakePresets.json" "$tree/"
  cat >"$tree/CMakeLists.txt" <<'EOF'
cmake_minimum_required(VERSION 3.25)
project(tiny LANGUAGES CXX)
file(GLOB sources CONFIGURE_DEPENDS cli/*.cpp)
list(LENGTH sources count)
add_executable(attest ${sources})
target_compile_definitions(attest PRIVATE FILES=${count})
set_target_properties(attest PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
enable_testing()
add_test(NAME good COMMAND attest 0)
add_test(NAME bad COMMAND attest 7)
EOF
  write_program first
}

# Missing packages, seen before anything is built: dpkg knows none and the user is $1.
missing_packages() {
  shim dpkg-query </dev/null
  shim apt-get <<EOF
echo "apt-get \$*"
echo "apt-get \$*" >>"$scratch/apt.log"
case " \$* " in *" install "*) exit 100 ;; esac
EOF
  shim id <<EOF
echo 1000
EOF
  shim sudo <<'EOF'
exit 1
EOF
  with_shims launch list
  check 'without root the missing packages end the run' exits 2
  check 'without root nothing is printed as output' prints ''
  check 'without root the missing packages are listed' says 'libflint-arb-dev'
  check 'without root nothing is installed' [ ! -e "$scratch/apt.log" ]

  shim sudo <<'EOF'
shift
exec "$@"
EOF
  with_shims launch list
  check 'with sudo the packages are installed' grep -q 'install -y --no-install-recommends .*mold' \
    "$scratch/apt.log"
  check 'an installation that fails ends the run' exits 2
  check 'what apt prints is not output' prints ''
  rm "$scratch/apt.log"

  shim id <<'EOF'
echo 0
EOF
  with_shims launch list
  check 'as root the package lists are updated first' [ "$(head -c 17 "$scratch/apt.log")" = \
    'apt-get -q update' ]
  check 'as root a failed installation ends the run too' exits 2
  rm -r "$scratch/shims"
}

first_and_later_runs() {
  launch 3 'two words'
  check 'the first run builds and passes arguments on' prints 'first of 1 files [3] [two words]'
  check 'the exit status is that of the program' exits 3
  check 'the first run says that it builds' says 'the first build takes a few minutes'

  for tool in cmake ninja dpkg-query apt-get flock; do
    echo 'exit 99' | shim "$tool"
  done
  with_shims launch
  check 'without changes nothing is built or installed' prints 'first of 1 files'
  check 'without changes nothing is said' [ ! -s "$err" ]
  rm -r "$scratch/shims"

  ln -s "$tree/attest" "$scratch/link"
  (cd / && "$scratch/link" 4) >"$out" 2>"$err"
  status=$?
  check 'a link from another folder runs the program' exits 4
}

changes() {
  write_program second
  launch
  check 'a changed source is built' prints 'second of 1 files'
  : >"$tree/cli/extra.cpp"
  launch
  check 'an added source is noticed' prints 'second of 2 files'
  check 'a build that works says nothing' [ ! -s "$err" ]
  rm "$tree/cli/extra.cpp"
  launch
  check 'a removed source is noticed' prints 'second of 1 files'
  mv "$tree" "$scratch/moved"
  tree=$scratch/moved
  launch
  check 'a moved checkout is built anew' prints 'second of 1 files'
}

broken_builds() {
  echo 'this is no program' >>"$tree/cli/main.cpp"
  for attempt in once twice; do
    launch
    check "a broken source ends the run ($attempt)" exits 2
    check "a broken source runs no stale program ($attempt)" prints ''
    check "a broken source shows the compiler's message ($attempt)" says 'error:'
  done
  echo 'no such command(' >>"$tree/CMakeLists.txt"
  launch
  check 'a broken CMakeLists.txt ends the run' exits 2
  check "a broken CMakeLists.txt shows CMake's message" says 'CMakeLists.txt'
  sed -i '$d' "$tree/CMakeLists.txt"
  write_program third
  launch
  check 'a mended source is built' prints 'third of 1 files'
}

interrupted_builds() {
  write_program fourth
  shim ninja <<EOF
echo started >"$scratch/started"
exec sleep 60
EOF
  PATH="$scratch/shims:$PATH" setsid "$tree/attest" >"$out" 2>"$err" &
  while [ ! -e "$scratch/started" ]; do sleep 0.05; done
  kill -TERM "-$!"
  wait "$!"
  rm -r "$scratch/shims"
  launch
  check 'after a build was killed the next run builds' prints 'fourth of 1 files'
}

concurrent_starts() {
  write_program fifth
  ninja=$(command -v ninja)
  shim ninja <<EOF
echo run >>"$scratch/runs"
mkdir "$scratch/inside" || echo overlap >>"$scratch/runs"
"$ninja" "\$@"
status=\$?
sleep 0.3
rmdir "$scratch/inside"
exit \$status
EOF
  with_shims "$tree/attest" one >"$scratch/one" 2>/dev/null &
  first=$!
  with_shims "$tree/attest" two >"$scratch/two" 2>/dev/null &
  wait "$first"
  wait "$!"
  cat "$scratch/one" "$scratch/two" >"$out"
  check 'two runs at once build once' [ "$(cat "$scratch/runs")" = run ]
  check 'two runs at once both run the new program' prints \
    'fifth of 1 files [one]fifth of 1 files [two]'
  rm -r "$scratch/shims"
}

ctest_runs() {
  launch test -R good
  check 'tests that pass end in 0' exits 0
  check "ctest's closing line is printed" grep -q '100% tests passed' "$out"
  launch test
  check 'a test that fails ends in 1' exits 1
  launch test -R no_such_test
  check 'a filter that selects no test fails' [ "$status" -ne 0 ]
  launch setup
  check 'setup builds and runs nothing' prints ''
  check 'setup ends in 0' exits 0
}

make_tree
missing_packages
first_and_later_runs
changes
broken_builds
interrupted_builds
concurrent_starts
ctest_runs
[ "$failures" -eq 0 ] && echo 'launcher: every check passed'
exit "$failures"
