#!/bin/sh
# A terraform that plans what FAKE_PLAN says, and notes in FAKE_LOG what it was told.
case "$1" in
version) echo '{"terraform_version": "1.11.4"}' ;;
plan) for word in "$@"; do case "$word" in -out=*) : >"${word#-out=}" ;; esac; done ;;
show) cat "$FAKE_PLAN" ;;
apply)
  stopped=0
  trap 'stopped=1; echo stopped >>"$FAKE_LOG"' INT
  echo apply >>"$FAKE_LOG"
  echo '{"type": "apply_complete", "hook": {"resource": {"addr": "aws_sqs_queue.one"}}}'
  left=${FAKE_TENTHS:-1}
  while [ "$left" -gt 0 ] && [ "$stopped" -lt 1 ]; do sleep 0.1; left=$((left - 1)); done
  # Long enough that a second signal would be noted.
  [ "$stopped" -eq 0 ] || sleep 1
  exit "$stopped"
  ;;
esac
