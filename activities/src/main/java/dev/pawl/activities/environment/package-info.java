/// Makes trees ready to be built and tested: what a repository's dependencies need is fetched once and shared by all
/// runs.
@NullMarked
package dev.pawl.activities.environment;

import org.jspecify.annotations.NullMarked;
