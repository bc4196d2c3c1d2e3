/**
 * What tests stand on instead of mocks: real servers on loopback that do what a test tells them.
 */
@NullMarked
package im.isthmus.testing;

import org.jspecify.annotations.NullMarked;
