package im.isthmus.core.feature;

/**
 * Which iq requests a handler serves.
 *
 * @param type get or set
 * @param name local name of the payload
 * @param namespace of the payload
 */
public record IqRoute(String type, String name, String namespace, IqHandler handler) {}
