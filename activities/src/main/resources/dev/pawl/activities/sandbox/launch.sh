# Started with an empty environment, as whoever the worker is: makes the last things ready that need the worker's rights,
# gives these rights away for good, and becomes bubblewrap.
#
# $1: the folder with what bubblewrap reads    $2: how many bytes one file may have
# $3: the user who the program is to be, or nothing where that is who the worker is    $4: how many processes it may have
# $5: the worker
# then, each with a word before it: cgroup FOLDER, its PATH, shown PATH; then -- and the program's line
set -eu
desk=$1 bytes=$2 user=$3 processes=$4 worker=$5
shift 5
# The kernel ends this with the worker from here on. Before, the worker may have died, and nobody would end what begins now.
if [ "$PPID" != "$worker" ]; then
    echo "the worker $worker is gone" >&2
    exit 1
fi
stage=/run/pawl/stage
if [ -n "$user" ]; then
    # What is mounted here is seen by nobody else, and goes with the last process. The folders above what is shown need not
    # be open to the user, and no other worker's folders are.
    mount -t tmpfs -o mode=0755,size=1m pawl "$stage"
fi
number=0
while [ "$1" != -- ]; do
    case $1 in
        cgroup)
            echo $$ >"$2/cgroup.procs"
            ;;
        its | shown)
            if [ -n "$user" ]; then
                if [ "$1" = its ]; then
                    chown -R -h "$user:$user" "$2"
                fi
                if [ -d "$2" ]; then
                    mkdir "$stage/$number"
                else
                    : >"$stage/$number"
                fi
                mount --bind "$2" "$stage/$number"
            fi
            number=$((number + 1))
            ;;
    esac
    shift 2
done
shift
# Every shell that is somebody's sh has this.
# shellcheck disable=SC3045
files=$(ulimit -Hn)
if [ "$files" = unlimited ] || [ "$files" -gt 65536 ]; then
    files=65536
fi
prlimit --pid $$ --core=0:0 --fsize="$bytes:$bytes" --nofile="$files:$files"
exec 3>"$desk/status" 4<"$desk/filter" 5<"$desk/passwd" 6<"$desk/group" 7<"$desk/hosts" 8<"$desk/nsswitch" 9<"$desk/room"
if [ -n "$user" ]; then
    prlimit --pid $$ --nproc="$processes:$processes"
    # With another user the kernel forgets whom it was to end this with.
    exec setpriv --reuid "$user" --regid "$user" --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all \
        --pdeathsig KILL \
        bwrap --args 9 -- /bin/sh -c 'exec "$@"' sh "$@"
fi
exec bwrap --args 9 -- /bin/sh -c 'exec "$@"' sh "$@"
