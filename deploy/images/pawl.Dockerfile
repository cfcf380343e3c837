# syntax=docker/dockerfile:1
# Gateway and worker: one build, one image each.
#
#   docker build --file deploy/images/pawl.Dockerfile --target gateway --tag pawl/gateway:0.1.0 .
#   docker build --file deploy/images/pawl.Dockerfile --target worker --tag pawl/worker:0.1.0 .
#
# No AOT cache is made here: a training run needs a database, an object store and Temporal to reach the code worth keeping,
# and a build has none. It would save about two seconds of a start.

FROM maven:3.9.16-eclipse-temurin-25-noble AS build
WORKDIR /source
COPY . .
# Tests and formatting are CI's business, on the same commit.
RUN --mount=type=cache,target=/root/.m2 \
    mvn --batch-mode --no-transfer-progress --projects gateway,worker --also-make \
        -DskipTests -Dspotless.check.skip=true package

FROM eclipse-temurin:25.0.4.1_1-jre-noble AS program
RUN groupadd --gid 10001 pawl \
    && useradd --uid 10001 --gid pawl --no-create-home --home-dir /tmp --shell /usr/sbin/nologin pawl \
    && install --directory --owner=pawl --group=pawl --mode=700 /var/lib/pawl
COPY --chmod=755 deploy/images/ready /usr/local/bin/ready
# What waits on its way to the object store lies on a disk, not in memory.
ENV HOME=/tmp \
    LC_ALL=C.UTF-8 \
    PAWL_BLOB_FOLDER=/var/lib/pawl/blobs \
    PAWL_VITALS_PORT=8081
VOLUME /var/lib/pawl
EXPOSE 8081
# Asks the program itself, who asks each of its dependencies and names the broken one.
HEALTHCHECK --interval=10s --timeout=6s --start-period=60s --retries=3 CMD ["ready"]

FROM program AS gateway
COPY --from=build /source/gateway/target/lib /opt/pawl/lib
COPY --from=build /source/gateway/target/pawl-*.jar /opt/pawl/pawl.jar
USER 10001:10001
EXPOSE 8080
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-jar", "/opt/pawl/pawl.jar"]

FROM program AS worker
# The distribution's fixes are wanted when the image is built, so neither package is held at a version.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends bubblewrap git openssh-client socat tini util-linux \
    && rm -rf /var/lib/apt/lists/*
ENV PAWL_STATION_FOLDER=/var/lib/pawl/station
COPY --from=build /source/worker/target/lib /opt/pawl/lib
COPY --from=build /source/worker/target/pawl-*.jar /opt/pawl/pawl.jar
USER 10001:10001
# A worker starts processes that start processes: tini buries what they leave behind, under any engine.
ENTRYPOINT ["tini", "-s", "--", "java", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-jar", "/opt/pawl/pawl.jar"]
