package im.isthmus.core.config.section;

import im.isthmus.core.config.Section;

/**
 * The sections that every gateway has.
 *
 * @param component {@code [component]}
 * @param store {@code [store]}
 * @param retention {@code [retention]}
 * @param access {@code [access]}
 * @param limits {@code [limits]}
 * @param contact {@code [contact]}
 * @param media {@code [media]}
 * @param observe {@code [observe]}
 */
public record CoreConfig(
        ComponentConfig component,
        StoreConfig store,
        RetentionConfig retention,
        AccessConfig access,
        LimitsConfig limits,
        ContactConfig contact,
        MediaConfig media,
        ObserveConfig observe) {
    /** Reads them all below the top of a file. */
    public static CoreConfig read(Section root) {
        ComponentConfig component = ComponentConfig.read(root);
        return new CoreConfig(
                component,
                StoreConfig.read(root),
                RetentionConfig.read(root),
                AccessConfig.read(root, component.domain()),
                LimitsConfig.read(root),
                ContactConfig.read(root),
                MediaConfig.read(root),
                ObserveConfig.read(root));
    }
}
