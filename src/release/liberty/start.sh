#!/bin/sh
# Starts Belfry on Open Liberty in the foreground. Ctrl+C, or "wlp/bin/server stop belfry", stops it.
# JAVA_HOME selects the Java; the JVM's options are in wlp/usr/servers/belfry/jvm.options. All other settings: see README.md.
here=$(unset CDPATH; cd "$(dirname "$0")" && pwd) || exit 1
case $here in
  *[[:space:]%#]*)
    echo "Open Liberty cannot read the migrations in $here: move it to a path without spaces, % and #." >&2
    exit 1
    ;;
esac
# Derby's folder. The server changes its directory, so a relative path is resolved here.
data=${BELFRY_DATA_DIR:-data}
case $data in
  /*) ;;
  *) data=$PWD/$data ;;
esac
# The server's script evaluates these options once more.
quoted=$(printf '%s' "$data" | sed "s/'/'\\\\''/g")
JVM_ARGS="$JVM_ARGS -Dderby.storage.useDefaultFilePermissions=false '-Dderby.system.home=$quoted'"
export JVM_ARGS
exec "$here/wlp/bin/server" run belfry
