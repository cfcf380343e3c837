# syntax=docker/dockerfile:1
# MinIO's server and client from their last commits, as modules whose checksums Go verifies. Their authors publish sources
# only, and the images of earlier releases lack fixes.
#
#   docker build --file deploy/images/minio.Dockerfile --target server --tag pawl/minio:20260212 deploy/images
#   docker build --file deploy/images/minio.Dockerfile --target client --tag pawl/minio-client:20250313 deploy/images

FROM golang:1.26.8-alpine3.23 AS build
ENV CGO_ENABLED=0
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \
    go install -trimpath -ldflags '-s -w' github.com/minio/minio@v0.0.0-20260212201848-7aac2a2c5b7c \
    && go install -trimpath -ldflags '-s -w' github.com/minio/mc@v0.0.0-20250313080218-cf909e1063a9

FROM alpine:3.23.5 AS client
COPY --from=build /go/bin/mc /usr/local/bin/mc
USER 1000:1000
ENTRYPOINT ["mc"]

FROM alpine:3.23.5 AS server
COPY --from=build /go/bin/minio /usr/local/bin/minio
# A new volume takes its owner from this folder.
RUN mkdir /data && chown 1000:1000 /data
USER 1000:1000
VOLUME /data
EXPOSE 9000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:9000/minio/health/cluster"]
ENTRYPOINT ["minio"]
CMD ["server", "/data"]
