# Run in the sandbox at a worker's start: tries what must not succeed, each so that it would do no harm if it did, and says
# what came of it.
#
# $1: a file of the machine that must not be seen    $2: a word by which what is left behind is known
# from $3 on: files and folders with secrets of the worker
field() {
    sed -n "s/^$1:[[:space:]]*\([0-9a-f]*\).*/\1/p" /proc/self/status
}
words() {
    tr '\n' ' ' | sed 's/ $//'
}
echo "who=$(field Uid)"
echo "rights=$(field CapEff)"
echo "filter=$(field Seccomp)"
for kind in net pid ipc mnt user uts; do
    echo "$kind=$(readlink "/proc/self/ns/$kind")"
done
echo "interfaces=$(sed -n 's/^ *\([^:]*\):.*/\1/p' /proc/net/dev | words)"
echo "environment=$(tr '\0' '\n' </proc/1/environ | sed 's/=.*//' | sort | words)"
echo "line=$(tr '\0' ' ' </proc/1/cmdline)"
if (: >own) 2>/dev/null; then
    echo folder=writable
fi
# Opened, never written.
if (: >>/proc/sys/kernel/core_pattern) 2>/dev/null; then
    echo kernel=open
else
    echo kernel=closed
fi
if [ -e "$1" ]; then
    echo host=seen
else
    echo host=unseen
fi
word=$2
shift 2
for secret; do
    if [ -r "$secret" ]; then
        echo "secret=$secret"
    fi
done
for place in / /usr; do
    echo "$place=$(sed -n "s|^[^ ]* [^ ]* [^ ]* [^ ]* $place \([a-z]*\),.*|\1|p" /proc/self/mountinfo)"
done
if unshare --user true 2>/dev/null; then
    echo namespaces=allowed
else
    echo namespaces=refused
fi
setsid sh -c "trap '' TERM; sleep 300; : $word" </dev/null >/dev/null 2>&1 &
echo done=yes
