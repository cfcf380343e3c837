package dev.pawl.program.vital;

/// One thing without which the program cannot work.
public interface VitalSign {

    /// As people call it: database, objects, temporal.
    String name();

    /// Returns when the thing answers; throws with a plain sentence when it does not.
    void check();

    static VitalSign of(String name, Runnable check) {
        return new VitalSign() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void check() {
                check.run();
            }
        };
    }
}
