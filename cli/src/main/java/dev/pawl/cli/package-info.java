/// The command: it prints and exits. Whatever it knows it has asked the gateway for, over HTTP.
@NullMarked
package dev.pawl.cli;

import org.jspecify.annotations.NullMarked;
