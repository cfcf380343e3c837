package dev.pawl.local;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A person's wish to close the house: Ctrl-C, a closed terminal, or `down`. The second one hurries.
public final class StopRequest {

    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

    private final CompletableFuture<String> asked = new CompletableFuture<>();
    private final CompletableFuture<Void> hurry = new CompletableFuture<>();

    /// Completes with the first signal's name.
    public CompletableFuture<String> asked() {
        return asked;
    }

    /// Waits so long for the first signal.
    boolean isAsked(Duration patience) throws InterruptedException, ExecutionException {
        try {
            asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        }
    }

    /// Completes with the second signal.
    CompletableFuture<Void> hurry() {
        return hurry;
    }

    /// Listens to the signals and interrupts this thread at the first, so that opening stops where it is.
    public void listen(Thread opener) {
        for (String signal : SIGNALS) {
            handle(signal, () -> take(signal, opener));
        }
    }

    /// Whoever asked may not have interrupted the opener yet. The opener waits for that here and forgets it, so that
    /// nothing interrupts the closing.
    public synchronized void settle() {
        Thread.interrupted();
    }

    /// The first signal asks, the next one hurries.
    synchronized void take(String signal, Thread opener) {
        if (asked.complete(signal)) {
            opener.interrupt();
        } else {
            hurry.complete(null);
        }
    }

    /// By reflection, because the compiler warns of the JDK's only way to hear signals, and warnings are errors. A
    /// signal that was ignored from the start (nohup, a shell's background job) stays ignored.
    private static void handle(String name, Runnable action) {
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object signal = signalType.getConstructor(String.class).newInstance(name);
            MethodHandle run = MethodHandles.lookup()
                    .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
                    .bindTo(action);
            Object handler = MethodHandleProxies.asInterfaceInstance(
                    handlerType, MethodHandles.dropArguments(run, 0, signalType));
            Method handle = signalType.getMethod("handle", signalType, handlerType);
            Object before = handle.invoke(null, signal, handler);
            Object ignore = handlerType.getField("SIG_IGN").get(null);
            if (ignore.equals(before)) {
                handle.invoke(null, signal, ignore);
            }
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("This JDK cannot hear signals.", failure);
        }
    }
}
