#!/bin/sh
# How Pawl runs the tests of this repository: with nothing but the JDK.
set -eu
bin=${JAVA_HOME:+$JAVA_HOME/bin/}
"${bin}javac" -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC -proc:none -d "$TMPDIR/classes" \
    .pawl/Check.java src/bill/*.java test/bill/*.java
exec "${bin}java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -cp "$TMPDIR/classes" bill.Check bill.BillTest
