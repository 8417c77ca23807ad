#!/bin/sh
# Checks clouds, keeps everything that came out, and fails only on what fails newly.
# Usage: check-for-new-failures.sh BASELINE OUTPUT SUBJECTS [OPTION]...
#   BASELINE  an earlier result.json, by which this run is measured; without it the check itself decides
#   OUTPUT    a folder for result.json, junit.xml, and report and facts of each subject
#   SUBJECTS  and further options, as for `siegel check iaas --subjects`
# Exit codes: 0 nothing new, 1 something fails newly, 2 something could not be determined any more, 3 it could not run.
set -eu
[ $# -ge 3 ] || { echo "usage: $0 BASELINE OUTPUT SUBJECTS [OPTION]..." >&2; exit 3; }
baseline=$1
output=$2
subjects=$3
shift 3
siegel=${SIEGEL:-$(cd "$(dirname "$0")/../.." && pwd)/siegel}

mkdir -p "$output"
code=0
"$siegel" check iaas --subjects "$subjects" --report-directory "$output" --junit "$output/junit.xml" --json "$@" \
  >"$output/result.json" || code=$?
[ -s "$output/result.json" ] || exit 3

if [ ! -f "$baseline" ]; then
  echo "There is no baseline yet. To accept what fails today, keep $output/result.json as $baseline." >&2
  exit "$code"
fi
difference=0
"$siegel" compare "$baseline" "$output/result.json" || difference=$?
# A report that was not delivered, or a run that was lost, is no success even if nothing fails newly.
[ "$code" -ne 3 ] || exit 3
exit "$difference"
