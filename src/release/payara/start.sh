#!/bin/sh
# Starts Belfry on Payara Micro in the foreground. Ctrl+C or SIGTERM stops it.
# JAVA_HOME selects the Java, JAVA_OPTS replaces the JVM's options. All other settings: see README.md.
here=$(unset CDPATH; cd "$(dirname "$0")" && pwd) || exit 1
# shellcheck disable=SC2086 # one word for each option
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" ${JAVA_OPTS:--Xmx512m -XX:+UseSerialGC} -jar "$here/payara-micro.jar" \
  --nocluster --nohazelcast --disablephonehome \
  --logproperties "$here/payara/logging.properties" \
  --addLibs "$here/drivers" \
  --prebootcommandfile "$here/payara/preboot.txt" \
  --postbootcommandfile "$here/payara/postboot.txt" \
  --deploy "$here/belfry.war" --contextroot /
