// Package checks proves docker-compose.yml, its jobs, its secrets and the Dockerfiles without an engine: Compose's own
// loader and schema read the one, BuildKit's own parser the others, and the rules of this house are tested on what they read.
package checks
