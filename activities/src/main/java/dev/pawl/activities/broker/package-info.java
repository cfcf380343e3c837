/// Between agents and models: the only place that sees a model's key, and the one that counts what is bought.
@NullMarked
package dev.pawl.activities.broker;

import org.jspecify.annotations.NullMarked;
