/// What is stored and needed no more is taken away, now and then and by one gateway at a time.
@NullMarked
package dev.pawl.gateway.garbage;

import org.jspecify.annotations.NullMarked;
