#!/bin/sh
# Reports a failed build to Pawl, waits, and ends with what became of it:
# 0 fixed, 1 not fixed, 2 the call makes no sense, 3 a person has to decide, 4 cancelled, 5 the gateway gave no answer.
# Needs curl and jq. The key goes through standard input, so that no list of processes shows it.
set -eu

: "${PAWL_URL:?the gateway, like https://pawl.example.org}" "${PAWL_TOKEN:?an API key with the scopes submit and read}"
: "${PAWL_REPOSITORY:?what to clone}" "${PAWL_REF:?the branch}" "${PAWL_SYSTEM:?whose build it is}" "${PAWL_BUILD:?its id}"

answer=$(mktemp)
trap 'rm -f "$answer"' EXIT

ask() {
    status=$(printf 'header = "Authorization: Bearer %s"\n' "$PAWL_TOKEN" |
        curl --config - --silent --show-error --retry 8 --retry-connrefused --retry-max-time 300 \
            --output "$answer" --write-out '%{http_code}' "$@") || exit 5
    case $status in
        2*) ;;
        5* | 429) echo "The gateway cannot answer now: $(cat "$answer")" >&2 && exit 5 ;;
        *) echo "The gateway refuses: $(cat "$answer")" >&2 && exit 2 ;;
    esac
}

# One line for each test that failed; without them, every build is a bug of its own.
tests=$(if [ -n "${PAWL_FAILED_TESTS:-}" ]; then cat "$PAWL_FAILED_TESTS"; fi)

bug=$(jq -n --arg url "$PAWL_REPOSITORY" --arg ref "$PAWL_REF" --arg system "$PAWL_SYSTEM" --arg build "$PAWL_BUILD" \
    --arg commit "${PAWL_COMMIT:-}" --arg title "${PAWL_TITLE:-Build $PAWL_BUILD is red}" --arg tests "$tests" \
    '{repository: {url: $url, ref: $ref}, title: $title,
      trigger: {system: $system, build: $build, commit: $commit, tests: ($tests | split("\n") | map(select(. != "")) | .[:200])}}')

# A job that is run again finds the run that it began before.
ask "$PAWL_URL/v1/bugfixes" --header 'Content-Type: application/json' \
    --header "Idempotency-Key: $PAWL_SYSTEM-$PAWL_BUILD" --data "$bug"
run=$(jq -r .id "$answer")
echo "Pawl mends it as run $run: $PAWL_URL/v1/runs/$run"

while :; do
    case $(jq -r .status "$answer") in
        ended | needs_human) break ;;
    esac
    sleep "${PAWL_POLL:-5}"
    ask "$PAWL_URL/v1/runs/$run"
done

jq -r '"Pawl: " + (.outcome.type // .status) + ". " + (.outcome.summary // .outcome.reason // .waitsFor.reason // "")
    + (if .outcome.branch then " Branch " + .outcome.branch + ", commit " + .outcome.commit + "." else "" end)' "$answer"
case $(jq -r '.outcome.type // .status' "$answer") in
    fixed) exit 0 ;;
    needs_human) exit 3 ;;
    cancelled) exit 4 ;;
    *) exit 1 ;;
esac
