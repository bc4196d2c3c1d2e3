package im.isthmus.testing.real;

/** A real server on 127.0.0.1: ready when the test gets it, gone after {@link #close}. */
public abstract sealed class RealServer implements AutoCloseable
        permits RealXmppServer,
                RealIrcServer,
                RealAtheme,
                RealPostgres,
                RealPrism,
                RealKannel,
                RealIsthmus,
                RealDovecot,
                RealPostfix,
                RealBiboumi,
                RealDnsmasq,
                RealRadicale {
    private final ServerProcess process;

    RealServer(ServerProcess process) {
        this.process = process;
    }

    final ServerProcess server() {
        return process;
    }

    /** Ends it without any warning (kill -9), as a crash or a power cut would. */
    public void kill() {
        process.kill();
    }

    /** Ends it in order; {@link #restart} brings it back. */
    public void stop() {
        process.stop();
    }

    /**
     * Ends it in order if it runs, then starts it on the same ports with the same files.
     *
     * @throws ServerFailedException if it does not become ready
     */
    public void restart() {
        process.stop();
        process.start();
    }

    /** The end of its logs, for failure messages. */
    public String logTail() {
        return process.logTail();
    }

    /** Its process id, -1 if it does not run. */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.close();
    }
}
