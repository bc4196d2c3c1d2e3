package im.isthmus.program;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program in the foreground that ends cleanly, with status 0, when it is told to. */
final class Service {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);

    /** What a program may take to say goodbye. */
    private static final Duration GOODBYE = Duration.ofSeconds(18);

    private final Program program;

    Service(Program program) {
        this.program = program;
    }

    /**
     * Runs until SIGTERM or SIGINT, which end the process itself; returns only if it cannot start.
     *
     * @return the exit status
     */
    int runUntilTold(List<GatewayFile> files) {
        Thread end = Thread.ofPlatform().name("shutdown").unstarted(this::end);
        Runtime.getRuntime().addShutdownHook(end);
        try {
            program.start(files);
            program.awaitTakeover();
            // Not a word more to anybody: they are the other's users now.
            LOG.error("isthmus.taken-over problem=\"another gateway has the database now\"");
            Runtime.getRuntime().halt(Isthmus.FAILED);
        } catch (Program.StartException e) {
            LOG.error("isthmus.refused problem=\"{}\"", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("isthmus.failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeUnlessEnding(end);
        return Isthmus.FAILED;
    }

    private void closeUnlessEnding(Thread end) {
        try {
            Runtime.getRuntime().removeShutdownHook(end);
            program.close();
        } catch (IllegalStateException e) {
            LOG.debug("isthmus.refused note=already-ending");
        }
    }

    /** The JVM would exit with 143 after SIGTERM, which looks like a failure; hence the halt. */
    private void end() {
        int status = Isthmus.FAILED;
        try {
            if (Thread.ofPlatform().daemon().name("goodbye").start(program::close).join(GOODBYE)) {
                status = Isthmus.OK;
            } else {
                LOG.warn("isthmus.goodbye unfinished-after={}", GOODBYE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.flush();
        Runtime.getRuntime().halt(status);
    }
}
