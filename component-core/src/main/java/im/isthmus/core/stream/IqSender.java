package im.isthmus.core.stream;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.dom4j.Element;

/** Asks others by iq and waits for their answers; callable from any thread. */
@FunctionalInterface
public interface IqSender {
    /**
     * Sends an iq of type get or set.
     *
     * @param iq gets an id of ours
     * @param timeout how long to wait, at most
     * @return the answer of type result; fails with {@link IqErrorException}, {@link
     *     java.util.concurrent.TimeoutException}, or {@link StreamDownException}. What depends on
     *     it runs on the thread that reads the stream and must never wait
     */
    CompletableFuture<Element> request(Element iq, Duration timeout);
}
