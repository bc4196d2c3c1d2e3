package im.isthmus.core.service;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGHUP, which asks a daemon to read its configuration again (daemon(7)); without this it ends a
 * Java program. Java has no supported interface to signals, and javac warns of the one it has,
 * whatever one says to it: so it is looked up.
 */
public final class HangUp {
    private static final Logger LOG = LoggerFactory.getLogger(HangUp.class);

    private HangUp() {}

    /**
     * Runs a task at each SIGHUP from now on, on a thread that may wait, unless the process was
     * started to ignore it, as nohup(1) does.
     *
     * @return whether it will; where Java does not let us the program works without
     */
    public static boolean then(Runnable task) {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            MethodHandle run =
                    lookup.findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
                            .bindTo(task);
            Object told =
                    MethodHandleProxies.asInterfaceInstance(
                            handler, MethodHandles.dropArguments(run, 0, signal));
            Object hangUp =
                    lookup.findConstructor(signal, MethodType.methodType(void.class, String.class))
                            .invoke("HUP");
            Object before =
                    lookup.findStatic(
                                    signal,
                                    "handle",
                                    MethodType.methodType(handler, signal, handler))
                            .invoke(hangUp, told);
            LOG.debug("signal.hup handled=true before={}", before);
            return true;
        } catch (Throwable e) {
            LOG.warn("signal.hup handled=false problem=\"{}\"", e.toString());
            return false;
        }
    }
}
