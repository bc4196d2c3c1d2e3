/** The sections of a configuration file that are about text messages. */
@NullMarked
package im.isthmus.sms.config;

import org.jspecify.annotations.NullMarked;
