/** Files that go with messages: fetching them from strangers, and giving them to strangers. */
@NullMarked
package im.isthmus.core.attachment;

import org.jspecify.annotations.NullMarked;
