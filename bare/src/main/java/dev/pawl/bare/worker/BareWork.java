package dev.pawl.bare.worker;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/// An activity that does nothing but return.
@ActivityInterface
public interface BareWork {

    @ActivityMethod(name = "bare-work")
    String work(String request);
}
