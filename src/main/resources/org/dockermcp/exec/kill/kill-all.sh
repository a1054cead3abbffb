tries=0
while [ $tries -lt 20 ]; do
  kill -9 -1 2>/dev/null
  left=0
  for folder in /proc/[0-9]*; do
    case ${folder#/proc/} in 1|$$) continue ;; esac
    { read -r stat <"$folder/stat"; } 2>/dev/null || continue
    set -- ${stat##*) }
    case $1 in Z|X) continue ;; esac
    { read -r name <"$folder/comm"; } 2>/dev/null
    # The first process starts its sleep anew at once.
    [ "$2" = 1 ] && [ "$name" = sleep ] || left=1
  done
  [ $left = 1 ] || { echo gone; exit; }
  tries=$((tries + 1))
done
echo left
