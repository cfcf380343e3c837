package dev.pawl.program;

import dev.pawl.program.vital.Readiness;
import dev.pawl.program.vital.VitalSigns;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One program from its start to its end.
public final class Program {

    private static final Logger LOG = LoggerFactory.getLogger(Program.class);
    private static final int WRONG_SETTINGS = 2;
    private static final int CANNOT_START = 1;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final String name;
    private final ApplicationContext context;
    private volatile boolean opened;

    private Program(String name, ApplicationContext context) {
        this.name = name;
        this.context = context;
    }

    /// Starts the program of this name and returns; the process lives until it is told to stop.
    public static void start(String name) {
        long begun = System.nanoTime();
        try {
            ApplicationContext context = ApplicationContext.builder()
                    .properties(Map.of("micronaut.application.name", "pawl-" + name))
                    .banner(false)
                    .start();
            refuse(name, new Settings(context, System.getenv()).complaints());
            context.getBean(LogSettings.class);
            new Program(name, context).open();
            LOG.atInfo()
                    .addKeyValue("program", name)
                    .addKeyValue("millis", (System.nanoTime() - begun) / 1_000_000)
                    .log("open");
        } catch (RuntimeException e) {
            LOG.atDebug().setCause(e).log("the start failed");
            Throwable told = told(e);
            int exitCode = told instanceof IllegalArgumentException ? WRONG_SETTINGS : CANNOT_START;
            refuse(exitCode, name, List.of(sentence(told)));
        }
    }

    private void open() {
        VitalSigns vitals = context.getBean(VitalSigns.class);
        Service service = context.getBean(Service.class);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(vitals, service), "stop"));
        vitals.needs(service.needs());
        vitals.open();
        awaitNeeds(vitals, service);
        opened = true;
        service.open();
        vitals.serving(true);
    }

    /// A program that is started before what it stands on waits, and says for what.
    private static void awaitNeeds(VitalSigns vitals, Service service) {
        String said = "";
        for (Readiness now = vitals.of(service.needs()); !now.isUp(); now = vitals.of(service.needs())) {
            if (!now.reasons().equals(said)) {
                said = now.reasons();
                LOG.atWarn().addKeyValue("reason", said).log("waiting");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /// The service first, then what it stands on: pools, clients, and the port that says how we are.
    private void close(VitalSigns vitals, Service service) {
        LOG.atInfo().addKeyValue("program", name).log("stopping");
        vitals.serving(false);
        try {
            if (opened) {
                service.close(context.getBean(ShutdownSettings.class).grace());
            }
        } finally {
            context.close();
        }
        LOG.atInfo().addKeyValue("program", name).log("stopped");
    }

    private static void refuse(String name, List<String> complaints) {
        if (!complaints.isEmpty()) {
            refuse(WRONG_SETTINGS, name, complaints);
        }
    }

    private static void refuse(int exitCode, String name, List<String> complaints) {
        System.err.printf("pawl-%s does not start: %s%n", name, String.join(" ", complaints));
        System.exit(exitCode);
    }

    /// Of all that was thrown on the way, what our own code said; else what was at the root of it.
    static Throwable told(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            StackTraceElement[] frames = cause.getStackTrace();
            if (frames.length > 0 && frames[0].getClassName().startsWith("dev.pawl.")) {
                return cause;
            }
            root = cause;
        }
        return root;
    }

    private static String sentence(Throwable told) {
        String message = told.getMessage();
        return message == null ? told.getClass().getSimpleName() : message;
    }
}
