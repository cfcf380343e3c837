/// How the command speaks with the gateway: one method for each route, and the few records that it reads.
@NullMarked
package dev.pawl.cli.client;

import org.jspecify.annotations.NullMarked;
