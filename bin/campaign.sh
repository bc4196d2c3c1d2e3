# shellcheck shell=bash
# Sourced by the commands for long tests: runs them with Maven and shows what they say meanwhile.

# campaign MODULES TESTS JVM-ARGUMENTS: ends the script with Maven's status.
campaign() {
  local shown='' status=0 maven
  . bin/jdk.sh
  echo "isthmus: building and running $2, which takes its time" >&2
  rm -f ./*/target/surefire-reports/*-output.txt
  # Maven 3 calls what JDK 24 and later warn about.
  MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow" mvn -B -q -ntp verify -pl "$1" -am \
    -Dtest="$2" -Dsurefire.failIfNoSpecifiedTests=false -Dsurefire.rerunFailingTestsCount=0 \
    -Dtest.jvm.args="--enable-native-access=ALL-UNNAMED $3" </dev/null &
  maven=$!
  trap 'kill $maven 2>/dev/null; wait $maven' INT TERM
  while kill -0 $maven 2>/dev/null; do
    sleep 1
    said
  done
  wait $maven || status=$?
  said
  if [ $status = 0 ]; then
    echo "isthmus: $2 passed"
  else
    echo "isthmus: $2 failed, see above and target/surefire-reports in $1" >&2
  fi
  exit $status
}

# said: shows the lines that are new since the last time; in the dynamic scope of campaign.
said() {
  local line
  while read -r line; do
    case "$shown" in *"|$line|"*) continue ;; esac
    shown="$shown|$line|"
    printf '%s\n' "$line"
  done < <(cat ./*/target/surefire-reports/*-output.txt 2>/dev/null | sed -n 's/^campaign: //p')
}
