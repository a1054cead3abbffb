for folder in /proc/[0-9]*; do
  { while IFS= read -r text || [ -n "$text" ]; do
      case $text in
        *"$1"*) kill -TERM "${folder#/proc/}"; break ;;
      esac
    done <"$folder/environ"; } 2>/dev/null
done
