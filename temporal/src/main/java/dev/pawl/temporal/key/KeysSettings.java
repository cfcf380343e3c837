package dev.pawl.temporal.key;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.nio.file.Path;

/// Where the keyring is: a properties file with `current=<id>` and `key.<id>=<32 bytes in Base64>` for each key.
@ConfigurationProperties("pawl.keys")
public record KeysSettings(Path file) {}
