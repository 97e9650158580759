#!/bin/sh
# Starts Prometheus, unless the disk of its data folder is nearly full.
#   start.sh PROMETHEUS DATA_FOLDER [ARGUMENT…]
# Prometheus opened on a full disk repairs its write-ahead log, cannot copy the last segment, and loses up to three hours
# of samples. 256 MB are room for the segment that it repairs and for the one that it writes, of 128 MB each;
# PROMETHEUS_FREE_MB is another number, 0 starts it in any case.
set -u
prometheus=$1 data=$2
shift 2
needed=${PROMETHEUS_FREE_MB:-256}

case $needed in
*[!0-9]*)
  echo "start: PROMETHEUS_FREE_MB is \"$needed\": give a whole number of megabytes" >&2
  exit 2
  ;;
esac

folder=$data
while [ ! -d "$folder" ]; do folder=$(dirname "$folder"); done
kilobytes=$(df -Pk "$folder" | tail -n 1 | sed -n 's/.* \([0-9][0-9]*\)  *[0-9][0-9]*%.*/\1/p')
if [ -z "$kilobytes" ]; then
  echo "start: how much room $folder has is not known: not checked" >&2
  needed=0
fi
free=$((${kilobytes:-0} / 1024))

if [ "$free" -lt "$needed" ]; then
  echo "start: Prometheus is not started: the disk of $data has $free MB free, and $needed MB are needed." >&2
  echo "start: On a fuller disk it would lose the samples of the last hours. Make room, then start it again." >&2
  exit 1
fi
exec "$prometheus" "--storage.tsdb.path=$data" "$@"
