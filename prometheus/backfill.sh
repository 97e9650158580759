#!/bin/sh
# Makes Prometheus's data folder out of a month of OpenMetrics text, before Prometheus first starts: all of it or nothing.
#   backfill.sh PROMTOOL TEXT DATA_FOLDER
# Without the text, or where there is data already, it changes nothing. Its last line says how it went; it ends with 0
# also when it failed, for a stack without a past is still a stack.
set -u
promtool=$1 text=$2 data=$3
draft=$data.new

rm -rf "$draft"
if [ -e "$data" ] || [ ! -e "$text" ]; then
  rm -f "$text"
  echo 'backfill: nothing to do'
  exit 0
fi

# promtool reads the text once for every block: with blocks of at most 60 days there are one or two.
"$promtool" tsdb create-blocks-from openmetrics --quiet --max-block-duration=1500h "$text" "$draft" &
trap 'kill $!' TERM INT
if wait $! && mv "$draft" "$data"; then
  echo 'backfill: done'
else
  rm -rf "$draft"
  echo 'backfill: failed; Prometheus starts without history'
fi
rm -f "$text"
