#!/usr/bin/env bash
# cross.sh win-check|mac-check|win-test: checks the Windows and macOS sides of Vesper from Linux.
#
#   win-check  type-checks the whole workspace for Windows; C code (SQLite) is really compiled, by mingw
#   mac-check  type-checks the whole workspace for macOS; without Apple's headers, C and Objective-C become empty objects
#   win-test   runs the core's tests as Windows programs, under wine
#
# Not covered: the web view, the tray and notifications on Windows, and linking on macOS; and the calendar's readers,
# which are Python's and are tried on Linux. The compiler is Debian's newest, not the one the workspace names: a warning
# of its own is not an error here.
#
# How: rustup's other targets need not be there. Debian carries a compiler together with the standard library's source
# (rustc-web, rust-web-src), from which `-Z build-std` makes a standard library for any target. Packages are unpacked
# under a cache of their own; the system and the checkout stay as they are. Needs Debian 12, apt, crates.io, about 5 GB;
# win-test needs root, for a mount that nobody else sees.
set -euo pipefail

check=${1:-}
checkout=$(cd "$(dirname "$0")/.." && pwd)
cache=${VESPER_CROSS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/vesper-cross}
root=$cache/root
llvm=22

case $check in
  win-check) packages=(gcc-mingw-w64-x86-64-win32) triple=x86_64-pc-windows-gnu ;;
  win-test) packages=(gcc-mingw-w64-x86-64-win32 wine64 wine) triple=x86_64-pc-windows-gnu ;;
  mac-check) packages=("clang-$llvm" "llvm-$llvm") triple=aarch64-apple-darwin ;;
  *) sed -n '2,6s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
packages+=(rustc-web cargo-web rust-web-src)

say() { printf '   %s\n' "$*"; }

# Unpacks what is not there yet, with all that it depends on. A package unpacked in vain (its dependencies failed)
# is not marked, and is tried again.
unpack() {
  local wanted=() package file
  mkdir -p "$cache"/{archives/partial,unpacked,wanted} "$root"
  for package in "${packages[@]}"; do
    [ -e "$cache/wanted/$package" ] || wanted+=("$package")
  done
  [ ${#wanted[@]} -eq 0 ] && return
  say "fetching ${wanted[*]}"
  local become_root=()
  [ "$(id -u)" = 0 ] || become_root=(sudo)
  "${become_root[@]}" apt-get update -qq
  "${become_root[@]}" apt-get install -y --no-install-recommends --download-only \
    -o Dir::Cache::archives="$cache/archives/" "${wanted[@]}" >"$cache/apt.log" 2>&1 || { tail "$cache/apt.log" >&2; exit 1; }
  for file in "$cache"/archives/*.deb; do
    package=$(basename "$file")
    [ -e "$cache/unpacked/$package" ] && continue
    dpkg-deb -x "$file" "$root"
    : >"$cache/unpacked/$package"
  done
  for package in "${wanted[@]}"; do : >"$cache/wanted/$package"; done
}

# mingw's programs carry their threading model in their names; installed, the alternatives system would link the plain ones.
name_mingw() {
  local program
  for program in "$root"/usr/bin/x86_64-w64-mingw32-*-win32; do
    ln -sfn "$(basename "$program")" "${program%-win32}"
  done
}

# `cargo check` never links, so an empty object does for every C and Objective-C file. What the cc crate asks a compiler
# about itself is answered by a real one.
stand_in_compiler() {
  mkdir -p "$cache/bin" "$cache/MacOSX.sdk"
  cat >"$cache/bin/empty-object" <<SCRIPT
#!/usr/bin/env bash
for argument in "\$@"; do
  case \$argument in -E | --version | -v | -dumpversion | '-?') exec clang-$llvm "\$@" ;; esac
done
while [ \$# -gt 0 ]; do
  if [ "\$1" = -o ]; then
    exec clang-$llvm --target=arm64-apple-macosx11.0 -c -x c /dev/null -o "\$2"
  fi
  shift
done
SCRIPT
  chmod +x "$cache/bin/empty-object"
  local name=${triple//-/_}
  export "CC_$name=$cache/bin/empty-object" "CXX_$name=$cache/bin/empty-object" "AR_$name=llvm-ar-$llvm"
  export SDKROOT=$cache/MacOSX.sdk MACOSX_DEPLOYMENT_TARGET=11.0
}

# Wine without installing it: its files are laid over /usr for this one process tree.
prepare_wine() {
  # Debian's libwine marks mingw's zlib as a wine builtin when it is installed: 32 bytes after the DOS header.
  local zlib=$root/usr/lib/x86_64-linux-gnu/wine/x86_64-windows/zlib1.dll
  if [ ! -e "$zlib" ]; then
    local plain=$root/usr/x86_64-w64-mingw32/lib/zlib1.dll
    { head -c 64 "$plain"; printf 'Wine builtin DLL'; head -c 16 /dev/zero; tail -c +97 "$plain"; } >"$zlib"
  fi
  cat >"$cache/wine" <<SCRIPT
#!/usr/bin/env bash
export WINEPREFIX=$cache/prefix WINEDEBUG=-all
unset DISPLAY WAYLAND_DISPLAY LD_LIBRARY_PATH
exec unshare --mount bash -c 'mount -t overlay overlay -o lowerdir=$root/usr:/usr /usr && exec /usr/lib/wine/wine64 "\$@"' wine "\$@"
SCRIPT
  chmod +x "$cache/wine"
  # Rust's standard library draws its hash seeds from bcryptprimitives.dll, which wine 8 does not have yet.
  local library=$cache/prefix/drive_c/windows/system32/bcryptprimitives.dll
  [ -e "$library" ] && return
  say "preparing wine"
  "$cache/wine" wineboot --init >/dev/null 2>&1 || true
  x86_64-w64-mingw32-gcc -O1 -shared -x c - -o "$library" -ladvapi32 <<'SOURCE'
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length); /* RtlGenRandom */
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length) {
  while (length > 0) {
    ULONG part = length > 65536 ? 65536 : (ULONG)length;
    if (!SystemFunction036(buffer, part)) return FALSE;
    buffer += part;
    length -= part;
  }
  return TRUE;
}
SOURCE
}

# A copy at a fixed path and with its files' times, so that a second run builds only what changed.
copy_checkout() {
  copy=$cache/copies/$(printf %s "$checkout" | sha1sum | cut -c1-8)
  rm -rf "$copy" && mkdir -p "$copy"
  tar -C "$checkout" --exclude=./.git --exclude=./target --exclude=node_modules -cf - . | tar -C "$copy" -xf -
}

unpack
export PATH=$cache/bin:$root/usr/bin:$PATH
export LD_LIBRARY_PATH=$root/usr/lib/x86_64-linux-gnu:$root/usr/lib/llvm-$llvm/lib
copy_checkout
# The variables a surrounding cargo leaves behind speak of another compiler.
unset RUSTC_WRAPPER RUSTUP_TOOLCHAIN CARGO CARGO_MANIFEST_DIR
export RUSTC=$root/usr/bin/rustc RUSTDOC=$root/usr/bin/rustdoc RUSTC_BOOTSTRAP=1
export CARGO_HOME=$cache/cargo CARGO_TARGET_DIR=$cache/target/$(basename "$copy") CARGO_PROFILE_DEV_DEBUG=0
arguments=(-Z "build-std=std,panic_unwind" --target "$triple" --locked)

cd "$copy"
case $check in
  win-check)
    name_mingw
    cargo check "${arguments[@]}" --workspace --all-targets
    ;;
  mac-check)
    stand_in_compiler
    cargo check "${arguments[@]}" --workspace --all-targets
    ;;
  win-test)
    name_mingw
    prepare_wine
    CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER=$cache/wine cargo test "${arguments[@]}" -p vesper-core --tests --no-fail-fast -- \
      --skip a_calendar_holds_exactly_what_will_come_in_a_year
    ;;
esac
