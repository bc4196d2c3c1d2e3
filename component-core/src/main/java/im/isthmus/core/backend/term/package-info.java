/**
 * What user actions, legacy events and commands all speak of: failures, messages, fields of forms.
 */
@NullMarked
package im.isthmus.core.backend.term;

import org.jspecify.annotations.NullMarked;
