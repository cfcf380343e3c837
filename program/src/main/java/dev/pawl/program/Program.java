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
            new Program(name, context).open();
            LOG.atInfo()
                    .addKeyValue("program", name)
                    .addKeyValue("millis", (System.nanoTime() - begun) / 1_000_000)
                    .log("open");
        } catch (RuntimeException e) {
            LOG.atDebug().setCause(e).log("the start failed");
            refuse(CANNOT_START, name, List.of(sentence(e)));
        }
    }

    private void open() {
        VitalSigns vitals = context.getBean(VitalSigns.class);
        Service service = context.getBean(Service.class);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(vitals, service), "stop"));
        vitals.open();
        awaitNeeds(vitals, service);
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
        service.close(context.getBean(ShutdownSettings.class).grace());
        context.close();
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

    private static String sentence(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message;
    }
}
