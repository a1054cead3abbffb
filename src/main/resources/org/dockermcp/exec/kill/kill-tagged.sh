wanted=$1 age=$2 script=$3
clock() { read -r now rest </proc/uptime; now=$(( ${now%.*} * 100 + 1${now#*.} - 100 )); }
clock
since=$((now - age))
# Adds what tokens are in $text to $tokens: a program may have put another's environment into
# one of its variables.
read_tokens() {
  rest=$text
  while [ ${#tokens} -lt 400 ]; do
    case $rest in *DOCKER_MCP_MARK=*) ;; *) break ;; esac
    rest=${rest#*DOCKER_MCP_MARK=}
    one=${rest%%.*}
    [ ${#one} -le 40 ] || one=bad
    case $one in ''|*[!0-9a-z_]*) one=bad ;; esac
    tokens=$tokens,$one
  done
}
look() {
  new=0 left=0 stranger=0 starting=0 seen=
  for folder in /proc/[0-9]*; do
    pid=${folder#/proc/}
    case $pid in 1|$$) continue ;; esac
    { read -r stat <"$folder/stat"; } 2>/dev/null || continue
    set -- "$1" ${stat##*) }
    # Dead, or on its way out (PF_EXITING) with its environment gone already.
    case $2 in Z|X) continue ;; esac
    [ $(($8 & 4)) = 0 ] || continue
    # The first process and its sleep; no other can enter its session.
    [ "$5" != 1 ] || continue
    young=0
    [ "${21}" -lt "$since" ] || young=1
    whose=nobody tokens=
    { while IFS= read -r text || [ -n "$text" ]; do
        case $text in
          *"$wanted"*) whose=mine ;;
          *DOCKER_MCP_MARK=*)
            [ $whose = mine ] || whose=others
            [ $young = 0 ] || read_tokens ;;
        esac
      done <"$folder/environ"; } 2>/dev/null
    case $whose in
      mine)
        left=1
        [ "$2" = T ] || new=1
        kill "-$1" "$pid" 2>/dev/null ;;
      nobody)
        [ $young = 1 ] || continue
        { read -r name <"$folder/comm"; } 2>/dev/null
        case $name in runc:*) starting=1 ;; *) stranger=1 ;; esac ;;
      others)
        case "$seen " in
          *" $tokens "*) ;;
          *) [ ${#seen} -gt 4000 ] || [ $young = 0 ] || seen="$seen $tokens" ;;
        esac ;;
    esac
  done
}
tries=0
while look STOP; [ $new = 1 ] && [ $tries -lt 50 ]; do tries=$((tries + 1)); done
# What is killed is there until a processor has had time for it. What is being started (runc's
# own process, then one without an environment yet) shows a moment later whose it is; a
# stranger stays one, for five looks and for more than two of the scheduler's periods (0.1 s),
# in which a program that is being replaced may stand still.
clock
first=$now end=$((now + 100)) times=0
while look KILL; clock; [ $left$stranger$starting != 000 ] && [ "$now" -lt "$end" ]; do
  case $left$stranger in 01) times=$((times + 1)) ;; *) times=0 first=$now ;; esac
  [ $times -lt 5 ] || [ $((now - first)) -lt 25 ] || break
done
[ ! -d "/tmp/mcp-script-$script" ] || rm -rf "/tmp/mcp-script-$script"
[ $left$stranger$starting = 000 ] && echo "gone$seen" || echo left
