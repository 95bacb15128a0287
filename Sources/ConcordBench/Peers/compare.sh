#!/usr/bin/env bash
# Times concord's statistics and the Python packages on the same data and machine.
# usage: compare.sh [FOLDER]     FOLDER keeps the data and the virtual environment
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:-/tmp/concord-bench}
mkdir -p "$folder"
if [ ! -x "$folder/peers/bin/python" ]; then
  python3 -m venv "$folder/peers"
  "$folder/peers/bin/pip" -q install numpy scipy scikit-learn statsmodels krippendorff irrCAC \
    pingouin crowd-kit choix pandas
fi
swift run -c release concord-bench statistics --folder "$folder" \
  --peers "$folder/peers/bin/python" --peer-scripts "$here"
