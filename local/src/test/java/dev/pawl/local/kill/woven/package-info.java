/// What the kill suite weaves into the programs under test. It is in no jar that is shipped.
@NullMarked
package dev.pawl.local.kill.woven;

import org.jspecify.annotations.NullMarked;
