package dev.pawl.activities.egress;

/// Told what was refused to a program, once for each host.
@FunctionalInterface
public interface Denials {

    /// It did not get there.
    ///
    /// @param target where it wanted to go
    /// @param why it may not, as a sentence
    void denied(Target target, String why);
}
