/** What the program and the service manager of the machine tell each other. */
@NullMarked
package im.isthmus.core.service;

import org.jspecify.annotations.NullMarked;
