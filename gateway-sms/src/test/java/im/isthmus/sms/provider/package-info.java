@NullMarked
package im.isthmus.sms.provider;

import org.jspecify.annotations.NullMarked;
